package org.buyledger.migrations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import org.buyledger.migrations.catalogue.Catalogue;
import org.buyledger.migrations.catalogue.CatalogueReader;
import org.buyledger.migrations.catalogue.Model;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.jooq.exception.DataAccessException;

/**
 * A PostgreSQL server for databases that are thrown away: what files say is found out by running them.
 *
 * <p>All methods throw {@link DataAccessException} when the server cannot be reached.
 */
public final class Scratch {
    /** What the migrator keeps beside the tables of the revisions. */
    static final Set<String> OURS =
            Set.of(Standing.TABLE, "migrations_audit", "rebuild_marks", "migrations_audit_is_append_only");

    private final String url;
    private final String user;
    private final String password;
    private final String schema;

    /**
     * A server.
     *
     * @param url of any of its databases, for a user who may make databases
     * @param schema what the schema is called in those that are made
     */
    public Scratch(String url, String user, String password, String schema) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.schema = schema;
    }

    /** A database that is gone when it is closed. */
    public final class Throwaway implements AutoCloseable {
        private final String name;
        private final Database database;

        private Throwaway(String name) {
            this.name = name;
            database = open(name);
        }

        /** Its one pool. */
        public Database database() {
            return database;
        }

        /** All that is in its schema but what the migrator keeps. */
        public Catalogue catalogue() {
            return Scratch.catalogue(database);
        }

        /** Looks, or works, on a connection of its own. */
        <T> T look(Session.Look<T> look) {
            try (Session session = database.session(NAME)) {
                return session.look(look);
            }
        }

        /** Runs a statement. */
        public void execute(String sql) {
            look(connection -> {
                Sql.script(connection, sql);
                return true;
            });
        }

        @Override
        public void close() {
            database.close();
            server("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }

    private static final String NAME = "buyledger scratch";

    /** What a schema has, without what the migrator keeps in it. */
    public static Catalogue catalogue(Database database) {
        return database.look(connection -> CatalogueReader.read(connection, OURS));
    }

    /** A database with nothing in it. */
    Throwaway empty() {
        return new Throwaway(create("TEMPLATE template0"));
    }

    /** A database at the heads of a graph. */
    public Throwaway migrated(Graph graph) throws Refused, MigrationFailed {
        Throwaway made = empty();
        try {
            new Migrator(made.database, graph, Patience.USUAL).upgrade("heads", Migrator.Upgrade.USUAL);
            return made;
        } catch (Refused | MigrationFailed | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /** A database with what the model says. */
    private Throwaway modelled(Path model) throws Refused, IOException {
        Throwaway made = empty();
        List<Model.File> files = Model.read(model);
        try (Session session = made.database.session(NAME)) {
            session.execute("CREATE SCHEMA " + schema);
            String refusal = session.look(connection -> Model.load(connection, files));
            if (!refusal.isEmpty()) {
                throw new Refused(refusal);
            }
            return made;
        } catch (Refused | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /** A database at the heads of a graph, and all that a model says. */
    public record Both(Throwaway head, Catalogue wanted) implements AutoCloseable {
        @Override
        public void close() {
            head.close();
        }
    }

    /** Finds both out at the same time: the revisions take longer, and are waited for last. */
    public Both both(Graph graph, Path model) throws Refused, IOException, MigrationFailed {
        FutureTask<Throwaway> head = new FutureTask<>(() -> migrated(graph));
        Thread.ofVirtual().start(head);
        Catalogue wanted;
        try (Throwaway modelled = modelled(model)) {
            wanted = modelled.catalogue();
        } catch (Refused | IOException | RuntimeException e) {
            try {
                made(head).close();
            } catch (Refused | MigrationFailed | RuntimeException other) {
                e.addSuppressed(other);
            }
            throw e;
        }
        return new Both(made(head), wanted);
    }

    private static Throwaway made(FutureTask<Throwaway> making) throws Refused, MigrationFailed {
        try {
            return making.get();
        } catch (ExecutionException e) {
            switch (Objects.requireNonNull(e.getCause())) {
                case Refused refused -> throw refused;
                case MigrationFailed failed -> throw failed;
                case RuntimeException bug -> throw bug;
                default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("it was interrupted", e);
        }
    }

    /** A database that has what another one has. */
    public Throwaway copy(Throwaway other) {
        other.database.close();
        return new Throwaway(create("TEMPLATE " + other.name));
    }

    private String create(String how) {
        String name = "scratch_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        server("CREATE DATABASE " + name + " " + how);
        return name;
    }

    private void server(String sql) {
        try (Database database = new Database(url, user, password, schema);
                Session session = database.session(NAME)) {
            session.execute(sql);
        }
    }

    private Database open(String name) {
        return new Database(url.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"), user, password, schema);
    }
}
