package org.buyledger.broken.query.mediabuy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Has ways of its own to the database. */
final class OwnConnection {
    Connection byDriver() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql:buyledger");
    }

    Connection fromAnyPool(DataSource pool) throws SQLException {
        return pool.getConnection();
    }

    Connection fromOwnPool() throws SQLException {
        try (HikariDataSource pool = new HikariDataSource()) {
            return pool.getConnection();
        }
    }

    void commits(Connection connection) throws SQLException {
        connection.commit();
    }

    void nests(DSLContext sql) {
        sql.transaction(inner -> {});
    }

    DSLContext wraps(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES);
    }
}
