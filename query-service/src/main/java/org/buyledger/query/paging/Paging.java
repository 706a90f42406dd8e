package org.buyledger.query.paging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.buyledger.query.http.Parameters;
import org.buyledger.query.http.ReadRequest;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Row;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Reads lists page by page. A page begins after the key of the last row of the page before, never after a count of rows:
 * so a row that does not change comes exactly once, whatever happens to the others meanwhile.
 */
public final class Paging {
    private static final int USUAL = 50;
    private static final int MOST = 100;

    private final Cursors cursors;

    public Paging(Cursors cursors) {
        this.cursors = cursors;
    }

    /** The page that the request asks for, of a list that has one order and its reverse. */
    public <R extends Record> Page<R> page(ReadRequest request, Table<R> table, Filter filter, Sort<R> sort) {
        return page(request, table, filter, List.of(sort));
    }

    /** The page that the request asks for, of a list that can have several orders, the usual one first. */
    public <R extends Record> Page<R> page(ReadRequest request, Table<R> table, Filter filter, List<Sort<R>> sorts) {
        Parameters parameters = request.parameters();
        int size = parameters.number("max_results", 1, MOST, USUAL);
        List<String> choices =
                sorts.stream().flatMap(one -> one.choices().stream()).toList();
        String order = parameters.choice("sort", choices, choices.getFirst());
        Sort<R> sort = sorts.stream()
                .filter(one -> one.choices().contains(order))
                .findFirst()
                .orElseThrow();
        Optional<String> cursor = parameters.text("cursor");
        parameters.refuseOthers();

        boolean descending = order.startsWith("-");
        String list = list(request, order);
        Condition after =
                cursor.map(c -> after(sort, cursors.read(list, c), descending)).orElse(DSL.noCondition());
        List<R> rows = request.db()
                .selectFrom(table)
                .where(filter.condition())
                .and(after)
                .orderBy(sort.key().stream()
                        .map(field -> ordered(field, descending))
                        .toList())
                .limit(size + 1)
                .fetch();
        if (rows.size() <= size) {
            return new Page<>(rows, Optional.empty(), Optional.empty());
        }
        List<R> page = rows.subList(0, size);
        String next = cursors.write(list, sort.keyOf(page.getLast()));
        return new Page<>(page, Optional.of(next), Optional.of(link(request, next)));
    }

    private static SortField<?> ordered(Field<?> field, boolean descending) {
        return descending ? field.desc() : field.asc();
    }

    private static <R extends Record> Condition after(Sort<R> sort, List<String> last, boolean descending) {
        Row key = DSL.row(sort.key());
        Row values = DSL.row(sort.valuesOf(last));
        return descending ? lessThan(key, values) : lessThan(values, key);
    }

    private static Condition lessThan(Row a, Row b) {
        return DSL.condition("{0} < {1}", a, b);
    }

    /** Everything that decides which rows the list has and in which order, so that a cursor goes with it alone. */
    private static String list(ReadRequest request, String order) {
        SortedMap<String, String> filters = new TreeMap<>(request.parameters().all());
        filters.keySet().removeAll(List.of("cursor", "max_results", "sort"));
        return String.join("\n", request.route(), request.caller().scope(), order, filters.toString());
    }

    private static String link(ReadRequest request, String cursor) {
        SortedMap<String, String> parameters =
                new TreeMap<>(request.parameters().all());
        parameters.put("cursor", cursor);
        return request.route()
                + parameters.entrySet().stream()
                        .map(p -> encoded(p.getKey()) + '=' + encoded(p.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
