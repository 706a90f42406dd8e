package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.tools.jdbc.DefaultConnection;
import org.jooq.tools.jdbc.DefaultPreparedStatement;
import org.jooq.tools.jdbc.DefaultResultSet;
import org.jspecify.annotations.Nullable;

/**
 * A connection for Flyway, which asks the server the same again and again: for each revision it sets the role three times, asks
 * for the server's version, whether its table is there, and for the row that it has just added. Here these are round trips only
 * where the answer can have changed. The role that it sets after a script goes with the row that it adds then, and so does its next
 * question for rows. Everything else passes through.
 */
final class RememberingConnection extends DefaultConnection {
    private static final String SET_ROLE = "SET ROLE ";
    private static final String VERSION = "SELECT version()";
    private static final String ROWS = "/*NO LOAD BALANCE*/";
    private static final Pattern ADD = Pattern.compile("INSERT INTO (\\S+\\.)?\"flyway_schema_history\" ");
    private static final String IS_TABLE = "SELECT EXISTS (\n  SELECT 1\n  FROM   pg_catalog.pg_class";

    /** Those that are there. Whoever has the lock is alone, and a script that removed Flyway's own table would fail all the same. */
    private final Set<List<String>> tables = new HashSet<>();

    private @Nullable String version;

    /** The statement that set the role which the connection has; null when something else may have set another. */
    private @Nullable String role;

    /** Such a statement that was asked for and is not sent yet. */
    private @Nullable String held;

    /** How Flyway asks for its rows above a rank; null until it has. */
    private @Nullable String rows;

    /** The answer to its next question for them; null where it is not known. */
    private @Nullable Answer next;

    /** Such a connection in front of one that is open. */
    RememberingConnection(Connection connection) {
        super(connection);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        if (sql.equals(VERSION) || sql.startsWith(IS_TABLE)) {
            return new Question(sql);
        }
        if (sql.startsWith(SET_ROLE)) {
            if (!sql.equals(role)) {
                role = sql;
                held = sql;
            }
            return new Done();
        }
        if (sql.startsWith(ROWS)) {
            rows = sql;
            return new Rows(sql);
        }
        if (rows != null && ADD.matcher(sql).lookingAt()) {
            return new Addition(sql, rows);
        }
        send();
        return super.prepareStatement(sql);
    }

    /** By such a statement scripts are run, and they may set any role. */
    @Override
    public Statement createStatement() throws SQLException {
        send();
        role = null;
        return super.createStatement();
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        send();
        super.setAutoCommit(autoCommit);
    }

    @Override
    public void commit() throws SQLException {
        send();
        super.commit();
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        send();
        return super.setSavepoint();
    }

    @Override
    public void rollback() throws SQLException {
        forget();
        super.rollback();
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        forget();
        super.rollback(savepoint);
    }

    private void forget() throws SQLException {
        knowNext(null);
        held = null;
        role = null;
        tables.clear();
    }

    private void knowNext(@Nullable Answer answer) throws SQLException {
        if (next != null) {
            next.statement.close();
        }
        next = answer;
    }

    /** What is held, on its own. */
    private void send() throws SQLException {
        if (held != null) {
            try (PreparedStatement statement = super.prepareStatement(held)) {
                held = null;
                statement.execute();
            }
        }
    }

    private static SQLException unsupported() {
        return new SQLFeatureNotSupportedException("Flyway asks what it did not ask when this was written");
    }

    /** A statement whose effect is there already, or will be before the next one's. */
    private static final class Done extends DefaultPreparedStatement {
        Done() {
            super(null, null, RememberingConnection::unsupported);
        }

        @Override
        public boolean execute() {
            return false;
        }

        @Override
        public void close() {}
    }

    /** Statements that are sent in one round trip, the first of which may set the role. */
    private PreparedStatement withRole(String sql) throws SQLException {
        return super.prepareStatement(held == null ? sql : held + ";\n" + sql);
    }

    /** Goes to the first result of what {@link #withRole} has made, after that of the role. */
    private void execute(PreparedStatement statement) throws SQLException {
        try {
            statement.execute();
        } catch (SQLException e) {
            role = null;
            throw e;
        }
        if (held != null) {
            held = null;
            statement.getMoreResults();
        }
    }

    /**
     * The rows of Flyway's table above a rank.
     *
     * @param statement what was asked with, which is closed when they are read
     */
    private record Answer(int above, PreparedStatement statement, ResultSet rows) {}

    /** The question for rows. */
    private final class Rows extends DefaultPreparedStatement {
        private final String sql;
        private int above;
        private @Nullable PreparedStatement statement;

        Rows(String sql) {
            super(null, null, RememberingConnection::unsupported);
            this.sql = sql;
        }

        @Override
        public void setInt(int index, int argument) {
            above = argument;
        }

        @Override
        public ResultSet executeQuery() throws SQLException {
            Answer known = next;
            if (known != null && known.above == above) {
                next = null;
                statement = known.statement;
                return known.rows;
            }
            PreparedStatement asked = withRole(sql);
            statement = asked;
            asked.setInt(1, above);
            RememberingConnection.this.execute(asked);
            return asked.getResultSet();
        }

        @Override
        public void close() throws SQLException {
            if (statement != null) {
                statement.close();
            }
        }
    }

    /** A row that is added to Flyway's table, and read again with the question that follows. */
    private final class Addition extends DefaultPreparedStatement {
        private final int parameters;
        private int rank;
        private boolean isAnswered;

        Addition(String sql, String rows) throws SQLException {
            super(withRole(sql + ";\n" + rows));
            parameters = (int) sql.chars().filter(letter -> letter == '?').count();
        }

        @Override
        public void setInt(int index, int argument) throws SQLException {
            super.setInt(index, argument);
            if (index == 1) {
                rank = argument;
            }
        }

        @Override
        public int executeUpdate() throws SQLException {
            super.setInt(parameters + 1, rank - 1);
            RememberingConnection.this.execute(getDelegate());
            int added = getUpdateCount();
            getMoreResults();
            knowNext(new Answer(rank - 1, getDelegate(), getResultSet()));
            isAnswered = true;
            return added;
        }

        @Override
        public void close() throws SQLException {
            // Who reads the answer closes it.
            if (!isAnswered) {
                super.close();
            }
        }
    }

    /** A statement that is prepared, and sent, only when its answer is not known. */
    private final class Question extends DefaultPreparedStatement {
        private final String sql;
        private final List<String> arguments = new ArrayList<>();

        Question(String sql) {
            super(null, null, RememberingConnection::unsupported);
            this.sql = sql;
        }

        @Override
        public void setString(int index, String argument) {
            arguments.add(argument);
        }

        @Override
        public ResultSet executeQuery() throws SQLException {
            return sql.equals(VERSION) ? new Row(version(), false) : new Row("", isTable());
        }

        @Override
        public void close() {}

        private String version() throws SQLException {
            if (version == null) {
                version = String.valueOf(ask());
            }
            return version;
        }

        private boolean isTable() throws SQLException {
            if (!tables.contains(arguments) && Boolean.TRUE.equals(ask())) {
                tables.add(arguments);
            }
            return tables.contains(arguments);
        }

        private @Nullable Object ask() throws SQLException {
            try (PreparedStatement statement =
                    RememberingConnection.this.getDelegate().prepareStatement(sql)) {
                for (int i = 0; i < arguments.size(); i++) {
                    statement.setString(i + 1, arguments.get(i));
                }
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getObject(1) : null;
                }
            }
        }
    }

    /** One row of one column, which is a text or a truth. */
    private static final class Row extends DefaultResultSet {
        private final String text;
        private final boolean truth;
        private boolean read;

        Row(String text, boolean truth) {
            super(null, null, RememberingConnection::unsupported);
            this.text = text;
            this.truth = truth;
        }

        @Override
        public boolean next() {
            boolean first = !read;
            read = true;
            return first;
        }

        @Override
        public String getString(int column) {
            return text;
        }

        @Override
        public boolean getBoolean(int column) {
            return truth;
        }

        @Override
        public void close() {}
    }
}
