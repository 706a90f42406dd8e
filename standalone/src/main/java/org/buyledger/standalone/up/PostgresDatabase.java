package org.buyledger.standalone.up;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The database inside PostgreSQL, with its owner, who is not a superuser. */
final class PostgresDatabase {
    private static final String NAME = Postgres.DATABASE;

    private PostgresDatabase() {}

    /**
     * Makes user, database and schema where they are missing, and sets the user's password.
     *
     * @param password letters that need no quoting
     */
    static void prepare(int port, String superuserPassword, String password) throws SQLException {
        try (Connection server = connect(port, "postgres", PostgresCluster.SUPERUSER, superuserPassword);
                Statement statement = server.createStatement()) {
            if (isMissing(server, "SELECT 1 FROM pg_roles WHERE rolname = ?")) {
                statement.execute("CREATE ROLE " + NAME + " LOGIN");
            }
            // What query-service reads as: the owner sees all tenants, this role those that row-level security shows.
            statement.execute("GRANT pg_read_all_data TO " + NAME);
            statement.execute("ALTER ROLE " + NAME + " PASSWORD '" + password.replace("'", "''") + "'");
            if (isMissing(server, "SELECT 1 FROM pg_database WHERE datname = ?")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
            statement.execute("ALTER ROLE " + NAME + " IN DATABASE " + NAME + " SET search_path = " + NAME);
        }
        try (Connection database = connect(port, NAME, NAME, password);
                Statement statement = database.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + NAME);
        }
    }

    static Connection connect(int port, String database, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", "2");
        properties.setProperty("sslmode", "disable");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    private static boolean isMissing(Connection server, String query) throws SQLException {
        try (PreparedStatement statement = server.prepareStatement(query)) {
            statement.setString(1, NAME);
            return !statement.executeQuery().next();
        }
    }
}
