package org.buyledger.query.mediabuy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.buyledger.migrations.jooq.enums.MediaBuyStatus;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.auth.Results;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Etag;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.http.Reads;
import org.buyledger.query.http.RowJson;
import org.buyledger.query.paging.Paging;

/**
 * What is asked of media buys most, in one round trip: one by its id, and pages of those that changed last, of all or of one
 * status. {@link MediaBuys} answers all else, and the same.
 */
final class BuysAhead {
    private static final Set<String> FILTERS = Set.of("status");
    private static final Set<String> STATUSES = Set.of(java.util.Arrays.stream(MediaBuyStatus.values())
            .map(MediaBuyStatus::getLiteral)
            .toArray(String[]::new));

    /** The statements by what follows their WHERE: a few for each size of a page. */
    private static final Map<String, String> STATEMENTS = new ConcurrentHashMap<>();

    private BuysAhead() {}

    static Optional<Reads> byId(ReadRequest request) {
        if (!request.parameters().names().isEmpty()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        String which = visible(request.caller(), values) + " AND b.media_buy_id = ?";
        values.add(request.id());
        return Optional.of(reads(which, values, results -> {
            BuyRows.Row row = BuyRows.read(request.caller(), results).next();
            if (row == null) {
                throw MediaBuys.notFound(request.id());
            }
            return request.unlessUnchanged(
                    Etag.ofRevision(row.revision()), () -> row.json().object());
        }));
    }

    static Optional<Reads> list(Paging paging, ReadRequest request) {
        return paging.ahead(request, FILTERS, "-updated_at").flatMap(page -> {
            Optional<String> status = request.parameters().text("status");
            if (status.isPresent() && !STATUSES.contains(status.get())) {
                return Optional.empty();
            }
            List<String> values = new ArrayList<>();
            StringBuilder which = new StringBuilder(visible(request.caller(), values));
            status.ifPresent(one -> {
                which.append(" AND b.status = ?::media_buy_status");
                values.add(one);
            });
            if (!page.after().isEmpty()) {
                which.append(" AND (b.updated_at, b.media_buy_id) < (?::timestamptz, ?)");
                values.addAll(page.after());
            }
            // The number stands in the text: a plan for any number would be made for a tenth of the table.
            which.append(" ORDER BY b.updated_at DESC, b.media_buy_id DESC LIMIT ")
                    .append(page.size() + 1);
            return Optional.of(reads(which.toString(), values, results -> answer(request.caller(), page, results)));
        });
    }

    private static String visible(Caller caller, List<String> values) {
        values.add(caller.tenant());
        if (!caller.isPrincipal()) {
            return "b.tenant_id = ?";
        }
        values.add(caller.id());
        return "b.tenant_id = ? AND b.principal_id = ?";
    }

    private static Reads reads(String which, List<String> values, Reads.Answering answering) {
        List<String> thrice = new ArrayList<>();
        Collections.nCopies(3, values).forEach(thrice::addAll);
        return new Reads(STATEMENTS.computeIfAbsent(which, BuyRows::sql), thrice, answering);
    }

    private static Answer answer(Caller caller, Paging.Ahead page, Results results) throws SQLException {
        BuyRows.Rows rows = BuyRows.read(caller, results);
        RowJson items = new RowJson(1024 * page.size());
        BuyRows.Row last = rows.next();
        if (last == null) {
            return page.answer("media_buys", items, null);
        }
        items.item('{', last.json(), '}');
        for (int i = 1; i < page.size(); i++) {
            BuyRows.Row row = rows.next();
            if (row == null) {
                return page.answer("media_buys", items, null);
            }
            items.item('{', row.json(), '}');
            last = row;
        }
        return page.answer("media_buys", items, rows.next() == null ? null : key(last));
    }

    /** As the list's order writes it. */
    private static List<String> key(BuyRows.Row row) {
        return List.of(RowJson.time(row.updatedAt()), row.id());
    }
}
