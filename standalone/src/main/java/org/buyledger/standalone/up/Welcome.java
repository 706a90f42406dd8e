package org.buyledger.standalone.up;

/** What a person reads when everything is ready. */
final class Welcome {
    private Welcome() {}

    static String text(DataFolder folder, Ports ports, boolean demo) {
        StringBuilder text = new StringBuilder("""
                buyledger is up

                  Kafka        localhost:%d
                  PostgreSQL   PGPASSWORD=$(cat '%s') psql -h localhost -p %d -U %s %s
                  REST         http://localhost:%d
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
                        ports.operations(),
                        folder.file("logs"),
                        folder.file("root.token")));
        if (demo) {
            text.append("  demo tenant  ").append(folder.file("demo.json")).append('\n');
        }
        return text.append('\n')
                .append(firstCommand(ports))
                .append("Ctrl-C stops everything.")
                .toString();
    }

    /** What to try first. */
    private static String firstCommand(Ports ports) {
        return """
                Try:
                  curl http://localhost:%d/readyz

                """.formatted(ports.operations());
    }
}
