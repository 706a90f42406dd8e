import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/**
 * Part of the build: migrates a throwaway PostgreSQL and generates the jOOQ classes from what it then holds. A program of
 * its own, because jOOQ's Maven plugin needs a newer Maven than ours and Maven's JVM may be older than jOOQ needs.
 *
 * <p>Arguments: the folder of the migrations, the folder to write to. Does nothing when neither the migrations nor this
 * program have changed since the last time.
 */
class GenerateTables {
    private static final String SCHEMA = "buyledger";

    public static void main(String[] args) throws Exception {
        Path migrations = Path.of(args[0]);
        Path target = Path.of(args[1]);
        Path stamp = target.resolve(".inputs");
        String inputs = hash(migrations);
        if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
            return;
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            FluentConfiguration flyway = Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .schemas(SCHEMA)
                    .locations("filesystem:" + migrations)
                    .placeholderReplacement(false)
                    .validateMigrationNaming(true);
            // With the transactional lock, CREATE INDEX CONCURRENTLY waits for ever for Flyway's own lock transaction.
            flyway.getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                    .setTransactionalLock(false);
            flyway.load().migrate();
            GenerationTool.generate(configuration(postgres.getJdbcUrl("postgres", "postgres"), target));
        }
        Files.writeString(stamp, inputs);
    }

    private static Configuration configuration(String url, Path target) {
        return new Configuration()
                .withJdbc(new Jdbc().withUrl(url))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withInputSchema(SCHEMA)
                                .withOutputSchemaToDefault(true)
                                // What the schema is changed with is for the changes of the schema alone.
                                .withExcludes("flyway_schema_history|work_in_batches|batch_progress")
                                .withForcedTypes(new ForcedType()
                                        .withName("INSTANT")
                                        .withIncludeTypes("(?i:timestamptz|timestamp with time zone)")))
                        .withGenerate(new Generate()
                                .withComments(false)
                                .withGeneratedAnnotation(false)
                                .withFluentSetters(true))
                        .withTarget(new Target()
                                .withPackageName("org.buyledger.migrations.jooq")
                                .withDirectory(target.toString())));
    }

    private static String hash(Path migrations) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (Path file : sorted(migrations)) {
            sha256.update(file.getFileName().toString().getBytes());
            sha256.update(Files.readAllBytes(file));
        }
        sha256.update(Files.readAllBytes(migrations.resolve("../../../../codegen/java/GenerateTables.java")));
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
