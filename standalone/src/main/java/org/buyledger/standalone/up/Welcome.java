package org.buyledger.standalone.up;

import java.nio.file.Path;
import org.buyledger.events.Topics;

/** What a person reads when everything is ready. */
final class Welcome {
    private Welcome() {}

    static String text(DataFolder folder, Ports ports, boolean demo) {
        StringBuilder text = new StringBuilder("""
                buyledger is up

                  Kafka        localhost:%d
                  PostgreSQL   PGPASSWORD=$(cat '%s') psql -h localhost -p %d -U %s %s
                  REST         http://localhost:%d
                  commands     http://localhost:%d/v1/commands
                  operations   http://localhost:%d  (/livez, /readyz, /metrics)
                  logs         %s
                  root token   %s
                """.formatted(
                        ports.kafka(),
                        folder.file("postgres.password"),
                        ports.postgres(),
                        Postgres.DATABASE,
                        Postgres.DATABASE,
                        ports.http(),
                        ports.commands(),
                        ports.operations(),
                        folder.file("logs"),
                        folder.file("root.token")));
        if (demo) {
            text.append("  demo tenant  ").append(folder.file("demo.json")).append('\n');
        }
        text.append('\n').append(demo ? firstCommand(folder, ports) : firstQuestion(ports));
        return text.append("Ctrl-C stops everything.").toString();
    }

    /** What the buyer of the demo tenant can send, and read back. */
    private static String firstCommand(DataFolder folder, Ports ports) {
        Path example = Path.of(System.getProperty("buyledger.home", "")).resolve("docs/examples/create_media_buy.json");
        return """
                Try, with the tokens of the demo tenant's buyer and administrator:
                  . '%1$s'
                  kcat -P -b localhost:%2$d -t %3$s -k demo -H ce_id=first-buy \\
                    -H ce_type=org.buyledger.create_media_buy.v1 -H "authorization=Bearer $BUYER_TOKEN" \\
                    '%4$s'
                  curl -H "Authorization: Bearer $BUYER_TOKEN" http://localhost:%5$d/v1/commands/first-buy
                  curl -H "Authorization: Bearer $BUYER_TOKEN" http://localhost:%5$d/v1/media-buys

                """.formatted(folder.file("demo.env"), ports.kafka(), Topics.COMMANDS, example, ports.http());
    }

    private static String firstQuestion(Ports ports) {
        return """
                Try:
                  curl http://localhost:%d/readyz

                """.formatted(ports.operations());
    }
}
