package org.buyledger.broken.projector.mediabuy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import org.jooq.DSLContext;
import org.slf4j.Logger;

/** Makes another row when it is run again. */
final class ImpureFold {
    int queries(DSLContext sql) {
        return sql.execute("SELECT 1");
    }

    void logs(Logger log) {
        log.info("folded");
    }

    LocalDate asksTheDate() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    int drawsALot() {
        return new Random().nextInt();
    }
}
