package org.buyledger.query.mediabuy;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.auth.Results;
import org.buyledger.query.http.RowJson;
import org.jspecify.annotations.Nullable;

/**
 * Media buys with their packages straight from the database's text to JSON, in three statements whose texts are few and
 * whose number does not grow with the buys. Letter for letter what {@link MediaBuy} is as JSON, at a fraction of its cost.
 */
final class BuyRows {
    /** The members of each status, held or not: {@code valid_actions}. */
    private static final Map<String, byte[]> ACTIONS = new ConcurrentHashMap<>();

    private static final String BUYS = """
            SELECT b.media_buy_id, b.principal_id, b.status, b.paused, b.account, b.brand, b.po_number, b.budget, b.currency,
                b.start_time, b.end_time, b.priority, b.creative_deadline, b.confirmed_at, b.rejection_reason, b.canceled_at,
                b.canceled_by, b.cancellation_reason, b.request_sha256, b.details, b.revision, b.created_at, b.updated_at
            FROM media_buys_of_tenant b WHERE\s""";

    private final Caller caller;
    private final Map<String, RowJson> assignments = new HashMap<>();
    private final Map<String, RowJson> packages = new HashMap<>();

    private BuyRows(Caller caller) {
        this.caller = caller;
    }

    /**
     * The statements that find some buys, and all that is shown with them.
     *
     * @param which what follows {@code WHERE}, of the table {@code b}: its question marks come three times
     */
    static String sql(String which) {
        String keys = "SELECT b.tenant_id, b.media_buy_id, b.currency FROM media_buys_of_tenant b WHERE " + which;
        String assignments = """
            SELECT a.media_buy_id, a.package_id, a.creative_id, a.weight, array_to_json(a.placement_ids), a.details, a.created_at
            FROM (%s) b JOIN creative_assignments a ON a.tenant_id = b.tenant_id AND a.media_buy_id = b.media_buy_id
            ORDER BY a.created_at, a.creative_id;
            """.formatted(keys);
        String packages = """
            SELECT p.media_buy_id, p.package_id, p.product_id, p.pricing_option_id, p.budget, p.bid_price, b.currency, p.pacing,
                p.impressions, p.start_time, p.end_time, p.creative_deadline, p.paused, p.canceled_at, p.canceled_by,
                p.cancellation_reason, p.details
            FROM (%s) b JOIN media_packages p ON p.tenant_id = b.tenant_id AND p.media_buy_id = b.media_buy_id
            ORDER BY p.ordinal, p.package_id;
            """.formatted(keys);
        return assignments + packages + BUYS + which;
    }

    /**
     * One buy as JSON.
     *
     * @param id its id
     * @param updatedAt and when it changed last, as PostgreSQL writes it: with the id, its place in the usual list
     */
    record Row(String id, long revision, String updatedAt, RowJson json) {}

    /** The results of {@link #sql}, whose buys are read one by one. */
    static Rows read(Caller caller, Results results) throws SQLException {
        BuyRows rows = new BuyRows(caller);
        ResultSet assignments = results.next();
        while (assignments.next()) {
            rows.assignment(assignments);
        }
        ResultSet packages = results.next();
        while (packages.next()) {
            rows.addPackage(packages);
        }
        ResultSet buys = results.next();
        return () -> buys.next() ? rows.buy(buys) : null;
    }

    /** Buys in their order. */
    interface Rows {
        /** The next; null after the last. */
        @Nullable
        Row next() throws SQLException;
    }

    private void assignment(ResultSet row) throws SQLException {
        RowJson assignment = new RowJson(256)
                .text("creative_id", row, 3)
                .raw("weight", row, 4)
                .raw("placement_ids", row, 5)
                .raw("details", row, 6)
                .time("created_at", row, 7);
        assignments
                .computeIfAbsent(row.getString(1) + '\n' + row.getString(2), place -> new RowJson(256))
                .item('{', assignment, '}');
    }

    private void addPackage(ResultSet row) throws SQLException {
        String buy = row.getString(1);
        RowJson one = new RowJson(768)
                .text("package_id", row, 2)
                .text("product_id", row, 3)
                .text("pricing_option_id", row, 4)
                .text("budget", row, 5)
                .text("bid_price", row, 6)
                .text("currency", row, 7)
                .text("pacing", row, 8)
                .raw("impressions", row, 9)
                .time("start_time", row, 10)
                .time("end_time", row, 11)
                .time("creative_deadline", row, 12)
                .bool("paused", row, 13);
        cancellation(one, row, 14);
        one.nested("creative_assignments", '[', assignments.get(buy + '\n' + row.getString(2)), ']')
                .raw("details", row, 17);
        packages.computeIfAbsent(buy, id -> new RowJson(1536)).item('{', one, '}');
    }

    private Row buy(ResultSet row) throws SQLException {
        String id = row.getString(1);
        RowJson json = new RowJson(3072)
                .text("media_buy_id", row, 1)
                .text("principal_id", row, 2)
                .text("status", row, 3)
                .bool("paused", row, 4)
                .raw("valid_actions", actions(row.getString(3), row.getString(4)))
                .raw("account", row, 5)
                .raw("brand", row, 6)
                .text("po_number", row, 7)
                .text("budget", row, 8)
                .text("currency", row, 9)
                .time("start_time", row, 10)
                .time("end_time", row, 11);
        if (!caller.isPrincipal()) {
            json.raw("priority", row, 12);
        }
        json.time("creative_deadline", row, 13).time("confirmed_at", row, 14).text("rejection_reason", row, 15);
        cancellation(json, row, 16);
        json.nested("packages", '[', packages.get(id), ']')
                .text("request_sha256", row, 19)
                .raw("details", row, 20)
                .raw("revision", row, 21)
                .time("created_at", row, 22)
                .time("updated_at", row, 23);
        return new Row(id, row.getLong(21), row.getString(23), json);
    }

    private static void cancellation(RowJson json, ResultSet row, int column) throws SQLException {
        if (row.getBytes(column) != null) {
            RowJson cancellation = new RowJson()
                    .time("canceled_at", row, column)
                    .text("canceled_by", row, column + 1)
                    .text("reason", row, column + 2);
            json.nested("cancellation", '{', cancellation, '}');
        }
    }

    private static byte[] actions(String status, String paused) {
        return ACTIONS.computeIfAbsent(status + paused, key -> {
            List<String> actions = MediaBuyStatus.ofWire(status).validActions(paused.equals("t"));
            String json = actions.isEmpty() ? "[]" : "[\"" + String.join("\",\"", actions) + "\"]";
            return json.getBytes(StandardCharsets.US_ASCII);
        });
    }
}
