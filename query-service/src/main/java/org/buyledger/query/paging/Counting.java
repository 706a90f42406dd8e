package org.buyledger.query.paging;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.buyledger.query.http.Parameters;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;

/** How the items of a list are counted. */
enum Counting {
    /** Every one of them. */
    EXACT,
    /** By the database's statistics, unless it takes them for few: then counting takes no time. */
    ESTIMATED;

    private static final long FEW = 5_000;

    /** What {@code count} asks for; empty where it is not given. */
    static Optional<Counting> asked(Parameters parameters) {
        List<String> choices = Arrays.stream(values()).map(Counting::parameter).toList();
        String asked = parameters.choice("count", choices, "");
        return Arrays.stream(values())
                .filter(one -> one.parameter().equals(asked))
                .findFirst();
    }

    private String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    Page.Count count(DSLContext db, Table<?> table, Condition condition) {
        if (this == ESTIMATED) {
            long estimate = Math.round(
                    db.explain(db.selectOne().from(table).where(condition)).rows());
            if (estimate > FEW) {
                return new Page.Count(estimate, false);
            }
        }
        return new Page.Count(db.fetchCount(table, condition), true);
    }
}
