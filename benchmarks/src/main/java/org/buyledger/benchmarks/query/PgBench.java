package org.buyledger.benchmarks.query;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.buyledger.benchmarks.Failed;
import org.buyledger.events.Sha256;

/** PostgreSQL's own benchmark: what the database does with the service's statements when nothing stands before it. */
final class PgBench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) ");
    private static final Pattern FAILURES = Pattern.compile("number of failed transactions: ([1-9][0-9]*)");

    private final Path folder;
    private final int port;
    private final int buys;

    PgBench(Path folder, int port, int buys) {
        this.folder = folder;
        this.port = port;
        this.buys = buys;
    }

    /**
     * How often a second the statements of a question are done.
     *
     * @param options of the sessions, as {@code PGOPTIONS} has them
     */
    double rate(Question question, int clients, int seconds, String options, boolean hasWall)
            throws IOException, InterruptedException, Failed {
        List<String> command = new ArrayList<>(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=1",
                "--time=" + seconds,
                "--define=status=active"));
        for (int tenant = 1; tenant <= Buys.TENANTS; tenant++) {
            Path file = folder.resolve("%s-%d.sql".formatted(question, tenant));
            String script = question.script(tenant, buys);
            Files.writeString(file, hasWall ? script : script.replace("_of_tenant", ""));
            command.add("--file=" + file);
            command.add("--define=hash" + tenant + "=" + Sha256.hex(Buys.token(tenant)));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGHOST", "127.0.0.1");
        builder.environment().put("PGPORT", Integer.toString(port));
        builder.environment().put("PGUSER", "postgres");
        builder.environment().put("PGDATABASE", "postgres");
        builder.environment().put("PGOPTIONS", options);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(said);
        if (process.waitFor() != 0 || FAILURES.matcher(said).find() || !rate.find()) {
            throw new Failed("`%s` failed; it said: %s".formatted(String.join(" ", command), said));
        }
        return Double.parseDouble(rate.group(1));
    }
}
