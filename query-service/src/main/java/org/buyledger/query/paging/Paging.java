package org.buyledger.query.paging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Parameters;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.http.RowJson;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Row;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists page by page. A page begins after the key of the last row of the page before, never after a count of rows:
 * so a row that does not change comes exactly once, whatever happens to the others meanwhile.
 */
public final class Paging {
    private static final int USUAL = 50;
    private static final int MOST = 100;

    private static final Set<String> PAGE = Set.of("cursor", "max_results");

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
        Optional<Counting> counting = Counting.asked(parameters);
        parameters.refuseOthers();

        boolean descending = order.startsWith("-");
        String list = list(request, order);
        Condition after =
                cursor.map(c -> after(sort, cursors.read(list, c), descending)).orElse(DSL.noCondition());
        List<R> rows = rows(request.db(), table, filter, after, sort, descending, size + 1);
        Optional<Page.Count> count = counting.map(how -> how.count(request.db(), table, filter.condition()));
        boolean hasMore = rows.size() > size;
        List<R> page = hasMore ? rows.subList(0, size) : rows;
        Optional<String> next =
                hasMore ? Optional.of(cursors.write(list, sort.keyOf(page.getLast()))) : Optional.empty();
        return new Page<>(page, next, count, links(request, next));
    }

    /**
     * The first rows after a key. Where no index has their order, but one has it within each value of a column, the first
     * rows of each value are read and merged: as many short walks as there are values, however many rows there are.
     */
    private static <R extends Record> List<R> rows(
            DSLContext db, Table<R> table, Filter filter, Condition after, Sort<R> sort, boolean descending, int most) {
        List<Select<R>> parts = filter.parts(sort.isWithinParts()).stream()
                .<Select<R>>map(part -> db.selectFrom(table)
                        .where(part)
                        .and(after)
                        .orderBy(ordered(sort.key(), descending))
                        .limit(most))
                .toList();
        if (parts.size() == 1) {
            return parts.getFirst().fetch();
        }
        Table<R> merged = parts.stream().reduce(Select::unionAll).orElseThrow().asTable("parts");
        return db.selectFrom(merged)
                .orderBy(ordered(List.of(merged.fields(sort.key().toArray(Field<?>[]::new))), descending))
                .limit(most)
                .fetchInto(table);
    }

    private static List<SortField<?>> ordered(List<? extends Field<?>> key, boolean descending) {
        return key.stream()
                .<SortField<?>>map(field -> descending ? field.desc() : field.asc())
                .toList();
    }

    /**
     * What a request asks for in the usual order of a list, known before anything is read.
     *
     * @param size how many items the page has
     * @param after the key of the row that it begins after, as {@link Sort} writes it; empty for the first page
     */
    public record Ahead(ReadRequest request, Cursors cursors, String list, int size, List<String> after) {

        /**
         * The page as an answer.
         *
         * @param name the member that has the items
         * @param items those of the page
         * @param last the key of the last one; null where none follows
         */
        public Answer answer(String name, RowJson items, @Nullable List<String> last) {
            RowJson pagination = new RowJson().raw("has_more", last == null ? "false" : "true");
            RowJson body = new RowJson(items.length() + 512).nested(name, '[', items, ']');
            if (last == null) {
                return answer(body.nested("pagination", '{', pagination, '}'), Optional.empty());
            }
            String next = cursors.write(list, last);
            // Base64url needs no escaping.
            body.nested("pagination", '{', pagination.raw("cursor", '"' + next + '"'), '}');
            return answer(body, Optional.of(next));
        }

        private Answer answer(RowJson body, Optional<String> next) {
            return new Answer(200, body.object(), Map.of("Link", Page.link(links(request, next))));
        }
    }

    /**
     * What a request asks for, where it asks for the usual order.
     *
     * @param filters the parameters that the caller knows what to do with
     * @return empty where there are others, or one is wrong, which is for {@link #page} to say
     */
    public Optional<Ahead> ahead(ReadRequest request, Set<String> filters, String order) {
        Parameters parameters = request.parameters();
        if (!parameters.names().stream().allMatch(name -> filters.contains(name) || PAGE.contains(name))) {
            return Optional.empty();
        }
        try {
            filters.forEach(parameters::text);
            String list = list(request, order);
            return Optional.of(new Ahead(
                    request,
                    cursors,
                    list,
                    parameters.number("max_results", 1, MOST, USUAL),
                    parameters.text("cursor").map(c -> cursors.read(list, c)).orElse(List.of())));
        } catch (Problem e) {
            return Optional.empty();
        }
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
        return String.join(
                "\n",
                request.path(),
                request.caller().scope(),
                order,
                request.parameters().query("cursor", "max_results", "sort", "count", "include"));
    }

    private static SortedMap<String, String> links(ReadRequest request, Optional<String> next) {
        String query = request.parameters().query("cursor");
        SortedMap<String, String> links = new TreeMap<>();
        links.put("first", request.path() + (query.isEmpty() ? "" : "?" + query));
        next.ifPresent(cursor ->
                links.put("next", request.path() + '?' + (query.isEmpty() ? "" : query + '&') + "cursor=" + cursor));
        return links;
    }
}
