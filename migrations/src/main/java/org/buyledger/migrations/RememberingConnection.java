package org.buyledger.migrations;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A connection for Flyway, which asks the server the same again and again: for each revision it sets the role three times, asks
 * for the server's version and whether its table is there. Here these are round trips only where the answer can have changed, and
 * the role that it sets after a script goes with the question for its rows that follows; everything else passes through.
 */
final class RememberingConnection implements InvocationHandler {
    private static final String SET_ROLE = "SET ROLE ";
    private static final String VERSION = "SELECT version()";
    private static final String ROWS = "/*NO LOAD BALANCE*/";
    private static final String IS_TABLE = "SELECT EXISTS (\n  SELECT 1\n  FROM   pg_catalog.pg_class";

    /** A statement whose effect is there already. */
    private static final PreparedStatement DONE =
            proxy(PreparedStatement.class, (statement, method, arguments) -> switch (method.getName()) {
                case "execute" -> false;
                case "close" -> null;
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private final Connection connection;

    /** Those that are there. Whoever has the lock is alone, and a script that removed Flyway's own table would fail all the same. */
    private final Set<List<String>> tables = new HashSet<>();

    private @Nullable String version;

    /** The statement that set the role which the connection has; null when something else may have set another. */
    private @Nullable String role;

    /** Such a statement that was asked for and is not sent yet. */
    private @Nullable String held;

    private RememberingConnection(Connection connection) {
        this.connection = connection;
    }

    /** How a connection is opened. */
    @FunctionalInterface
    interface Opener {
        Connection open() throws SQLException;
    }

    /** For Flyway, which opens its connections itself. */
    static DataSource source(Opener opener) {
        return proxy(DataSource.class, (source, method, arguments) -> switch (method.getName()) {
            case "getConnection" -> of(opener.open());
            case "toString" -> "the database";
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    /** Such a connection in front of one that is open. */
    static Connection of(Connection connection) {
        return proxy(Connection.class, new RememberingConnection(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "prepareStatement" -> {
                if (arguments != null && arguments.length == 1) {
                    return prepare(String.valueOf(arguments[0]));
                }
            }
            case "createStatement" -> {
                send();
                // By such a statement scripts are run, and they may set any role.
                role = null;
            }
            case "rollback" -> {
                held = null;
                role = null;
                tables.clear();
            }
            case "close", "isClosed", "getAutoCommit" -> {}
            default -> send();
        }
        return pass(connection, method, arguments);
    }

    private static @Nullable Object pass(Object to, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(to, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        if (sql.equals(VERSION) || sql.startsWith(IS_TABLE)) {
            return proxy(PreparedStatement.class, new Question(sql));
        }
        if (sql.startsWith(SET_ROLE)) {
            if (sql.equals(role)) {
                return DONE;
            }
            role = sql;
            held = sql;
            return DONE;
        }
        if (held != null && sql.startsWith(ROWS)) {
            PreparedStatement both = connection.prepareStatement(held + ";\n" + sql);
            held = null;
            return proxy(PreparedStatement.class, new Second(both));
        }
        send();
        return connection.prepareStatement(sql);
    }

    /** What is held, on its own. */
    private void send() throws SQLException {
        if (held != null) {
            try (PreparedStatement statement = connection.prepareStatement(held)) {
                held = null;
                statement.execute();
            }
        }
    }

    /** Of a role that is set and a question that is asked in one round trip, the question. */
    private final class Second implements InvocationHandler {
        private final PreparedStatement both;

        Second(PreparedStatement both) {
            this.both = both;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getName().equals("executeQuery")) {
                try {
                    both.execute();
                } catch (SQLException e) {
                    role = null;
                    throw e;
                }
                both.getMoreResults();
                return both.getResultSet();
            }
            return pass(both, method, arguments);
        }
    }

    /** A statement that is prepared, and sent, only when its answer is not known. */
    private final class Question implements InvocationHandler {
        private final String sql;
        private final List<String> arguments = new ArrayList<>();

        Question(String sql) {
            this.sql = sql;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
                throws SQLException {
            switch (method.getName()) {
                case "setString" -> arguments.add(given == null ? "" : String.valueOf(given[1]));
                case "executeQuery" -> {
                    return row(sql.equals(VERSION) ? version() : isTable());
                }
                case "close" -> {}
                default -> throw new UnsupportedOperationException(method.getName());
            }
            return null;
        }

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
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < arguments.size(); i++) {
                    statement.setString(i + 1, arguments.get(i));
                }
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getObject(1) : null;
                }
            }
        }
    }

    /** One row of one column. */
    private static ResultSet row(Object value) {
        boolean[] read = {false};
        return proxy(ResultSet.class, (row, method, arguments) -> switch (method.getName()) {
            case "next" -> !read[0] && (read[0] = true);
            case "getString", "getBoolean" -> value;
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(RememberingConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
