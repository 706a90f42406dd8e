package org.buyledger.query.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.buyledger.events.Role;
import org.buyledger.events.Sha256;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose a token is. What is remembered of a token is which tenant to show, so that one round trip does; that it counts, each
 * request's own snapshot says. So a token that is rotated or taken away, or whose tenant is deactivated, ends with the
 * transaction that projects it, and nothing that was remembered can be too old.
 */
public final class Tokens {
    /** One is some 200 bytes; when there are more, all are forgotten, and each is found again at its next request. */
    private static final int MOST_REMEMBERED = 20_000;

    /** First what the transaction may see, then who has the token: principals and users with it are visible in any tenant. */
    public static final String IDENTIFY = """
            SELECT set_config('buyledger.tenant_id', ?, true), set_config('buyledger.token_sha256', ?, true);
            SELECT holders.tenant_id, holders.id, holders.role, holders.token_sha256, coalesce(p.sequence, 0),
                t.tenant_id IS NOT NULL, t.deactivated_at IS NOT NULL
            FROM (SELECT tenant_id, principal_id AS id, 'buyer' AS role, token_sha256 FROM principals WHERE token_sha256 = ?
                UNION ALL
                SELECT tenant_id, user_id, role::text, token_sha256 FROM users WHERE token_sha256 = ?) holders
            LEFT JOIN tenants t ON t.tenant_id = holders.tenant_id
            LEFT JOIN tenant_positions p ON p.tenant_id = holders.tenant_id
            LIMIT 2""";

    private final Optional<byte[]> rootToken;
    private final Map<String, Caller> remembered = new ConcurrentHashMap<>();

    /** The same text each time, by which the driver knows what is prepared. */
    private final Map<String, String> withIdentify = new ConcurrentHashMap<>();

    /**
     * Tokens of principals and users, and the operator's.
     *
     * @param rootToken empty where nobody asks as the operator
     */
    public Tokens(Optional<String> rootToken) {
        this.rootToken = rootToken.map(token -> Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether it is the root token; how long that takes tells nothing of it. */
    public boolean isRoot(String token) {
        return rootToken.isPresent()
                && MessageDigest.isEqual(rootToken.get(), Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Whose a token is, and how far that tenant is projected.
     *
     * @param position the newest sequence number of the tenant that the transaction sees; 0 when there is none
     * @param isDeactivated whether its tenant is, so that the token counts for nothing
     */
    public record Identified(Caller caller, long position, boolean isDeactivated) {}

    /** Whose some tokens are, by their SHA-256; those are not there that count for nothing. */
    public Map<String, Caller> holders(DSLContext db, Collection<String> tokenHashes) {
        Map<String, Caller> holders = new HashMap<>();
        for (String hash : tokenHashes) {
            identify(db, hash).filter(who -> !who.isDeactivated()).ifPresent(who -> holders.put(hash, who.caller()));
        }
        return holders;
    }

    /** Whose the token was when it was seen last; it may be nobody's since. */
    public Optional<Caller> last(String tokenHash) {
        return Optional.ofNullable(remembered.get(tokenHash));
    }

    /**
     * Whose a token is, in a transaction that sees the rows of its tenant from then on. Empty when nobody has it, and also when
     * more than one has: then it does not tell who asks.
     *
     * @param tokenHash the SHA-256 of the token, as {@link Sha256#hex} writes it
     */
    public Optional<Identified> identify(DSLContext db, String tokenHash) {
        Caller last = remembered.get(tokenHash);
        Found found = db.connectionResult(connection -> find(connection, tokenHash, last == null ? "" : last.tenant()));
        if (found != null && !found.seesTenant()) {
            String tenant = found.caller().tenant();
            found = db.connectionResult(connection -> find(connection, tokenHash, tenant));
        }
        if (found == null || !found.seesTenant()) {
            remembered.remove(tokenHash);
            return Optional.empty();
        }
        if (!found.caller().equals(last)) {
            remember(tokenHash, found.caller());
        }
        return Optional.of(new Identified(found.caller(), found.position(), found.isDeactivated()));
    }

    private void remember(String tokenHash, Caller caller) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(tokenHash, caller);
    }

    /** A holder; of its tenant there is only the id when another one was shown. */
    private record Found(Caller caller, long position, boolean seesTenant, boolean isDeactivated) {}

    private static @Nullable Found find(Connection connection, String tokenHash, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IDENTIFY)) {
            return found(execute(statement, tokenHash, tenant, List.of()), tokenHash);
        }
    }

    /**
     * Reads with statements that are sent together with those that tell whose the token is. Empty when it is not the one whose it was
     * when it was seen last; then nothing of what was read counts.
     *
     * @param last what {@link #last} said
     * @param sql the statements, parted by semicolons
     * @param values what stands for their question marks
     * @param reading what becomes of their results
     */
    public <T> Optional<T> read(
            Connection connection, String tokenHash, Caller last, String sql, List<String> values, Reading<T> reading)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(withIdentify.computeIfAbsent(sql, Tokens::after))) {
            Results results = execute(statement, tokenHash, last.tenant(), values);
            Found found = found(results, tokenHash);
            if (found == null || !found.seesTenant() || !found.caller().equals(last)) {
                return Optional.empty();
            }
            return Optional.of(reading.read(new Identified(last, found.position(), found.isDeactivated()), results));
        }
    }

    private static String after(String sql) {
        return IDENTIFY + ";\n" + sql;
    }

    /** What becomes of what was found for a caller. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(Identified who, Results results) throws SQLException;
    }

    private static Results execute(PreparedStatement statement, String tokenHash, String tenant, List<String> values)
            throws SQLException {
        statement.setString(1, tenant);
        statement.setString(2, tokenHash);
        statement.setString(3, tokenHash);
        statement.setString(4, tokenHash);
        for (int i = 0; i < values.size(); i++) {
            statement.setString(5 + i, values.get(i));
        }
        statement.execute();
        return new Results(statement);
    }

    private static @Nullable Found found(Results results, String tokenHash) throws SQLException {
        results.next(); // of what is shown
        try (ResultSet rows = results.next()) {
            if (!rows.next() || !isSame(rows.getString(4), tokenHash)) {
                return null;
            }
            Role role = Role.valueOf(rows.getString(3).toUpperCase(Locale.ROOT));
            Caller caller = new Caller(rows.getString(1), rows.getString(2), role);
            Found found = new Found(caller, rows.getLong(5), rows.getBoolean(6), rows.getBoolean(7));
            return rows.next() ? null : found;
        }
    }

    /** In a time that does not tell how much of them is the same. */
    private static boolean isSame(String stored, String given) {
        return MessageDigest.isEqual(
                stored.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
    }
}
