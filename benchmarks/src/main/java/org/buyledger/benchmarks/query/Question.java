package org.buyledger.benchmarks.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Role;
import org.buyledger.events.Sha256;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.auth.Tokens;
import org.buyledger.query.http.AheadEndpoint;
import org.buyledger.query.http.Parameters;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.http.Reads;
import org.buyledger.query.mediabuy.MediaBuys;
import org.buyledger.query.paging.Cursors;
import org.buyledger.query.paging.Paging;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** What is asked. */
enum Question {
    BY_ID("by id"),
    LIST("list of 50 by status");

    private static final MediaBuys MEDIA_BUYS = new MediaBuys(new Paging(new Cursors(new byte[32])));

    private final String title;

    Question(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The target of a request. */
    String target(long buy) {
        return this == BY_ID ? "/v1/media-buys/" + buy : "/v1/media-buys?status=active";
    }

    /**
     * The very statements that the service sends for it, as a script of pgbench: in one pipeline, which is one round trip and one
     * transaction. The id is drawn anew each time.
     */
    String script(int tenant, int buys) {
        AheadEndpoint endpoint = this == BY_ID ? MEDIA_BUYS.byId() : MEDIA_BUYS.list();
        Caller caller = new Caller(Integer.toString(tenant), "u", Role.VIEWER);
        Reads reads = endpoint.ahead(new ReadRequest(
                        caller,
                        DSL.using(SQLDialect.POSTGRES),
                        "/v1/media-buys",
                        "/v1/media-buys",
                        this == BY_ID ? "id" : "",
                        Parameters.parse(this == BY_ID ? "" : "status=active"),
                        "",
                        header -> ""))
                .orElseThrow();
        String hash = Sha256.hex(Buys.token(tenant));
        Map<String, String> variables =
                Map.of("id", ":id", "active", ":status", caller.tenant(), ":tenant", hash, ":hash" + tenant);
        StringBuilder script = new StringBuilder()
                .append("\\set tenant ")
                .append(tenant)
                .append('\n')
                .append("\\set id ")
                .append(Buys.FIRST)
                .append(" + ")
                .append(Buys.TENANTS)
                .append(" * random(0, ")
                .append(buys / Buys.TENANTS - 1)
                .append(") + ")
                .append(tenant - 1)
                .append('\n')
                .append("\\startpipeline\n");
        String sql = Tokens.IDENTIFY + ";\n" + reads.sql();
        List<String> values = new ArrayList<>(List.of(caller.tenant(), hash, hash, hash));
        values.addAll(reads.values());
        int from = 0;
        for (String value : values) {
            int mark = sql.indexOf('?', from);
            script.append(sql, from, mark).append(variables.get(value));
            from = mark + 1;
        }
        return script.append(sql.substring(from)).append(";\n\\endpipeline\n").toString();
    }
}
