package org.buyledger.standalone.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** The database is reached in one way, so that no connection leaks and every transaction ends. */
class ArchitectureConnectionsTest {
    private static final DescribedPredicate<JavaAccess<?>> A_CONNECTION_IS_OPENED = describe(
            "a connection is opened",
            access -> isOf(access, DriverManager.class, "getConnection")
                    || isOf(access, Driver.class, "connect")
                    || isOf(access, DataSource.class, "<init>", "getConnection")
                    || isOf(access, HikariConfig.class, "<init>"));

    private static final DescribedPredicate<JavaAccess<?>> A_TRANSACTION_IS_RUN = describe(
            "a transaction is run",
            access -> isOf(access, Connection.class, "commit", "rollback", "setAutoCommit")
                    || isOf(access, DSLContext.class, "transaction", "transactionResult")
                    || isOf(access, DSL.class, "using"));

    /** Whether one of the members is accessed in a type or what extends it. */
    private static boolean isOf(JavaAccess<?> access, Class<?> type, String... members) {
        return Set.of(members).contains(access.getName())
                && access.getTargetOwner().isAssignableTo(type);
    }

    /** A class and what is declared in it. */
    private static Pattern within(Code code, String name) {
        return Pattern.compile(Pattern.quote(code.root() + "." + name) + "(\\$.*)?");
    }

    @Test
    void connections_are_opened_by_the_database_and_its_listener_and_for_preparing_the_embedded_server() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .haveNameNotMatching(within(code, "migrations.Database").pattern())
                        .and()
                        .haveNameNotMatching(within(code, "migrations.Listener").pattern())
                        .and()
                        .haveNameNotMatching(
                                within(code, "standalone.up.PostgresDatabase").pattern())
                        .should()
                        .accessTargetWhere(A_CONNECTION_IS_OPENED),
                "OwnConnection.byDriver(",
                "OwnConnection.fromAnyPool(",
                "OwnConnection.fromOwnPool(");
    }

    @Test
    void transactions_are_run_by_the_database_alone() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .haveNameNotMatching(within(code, "migrations.Database").pattern())
                        .should()
                        .accessTargetWhere(A_TRANSACTION_IS_RUN),
                "OwnConnection.commits(",
                "OwnConnection.nests(",
                "OwnConnection.wraps(");
    }

    @Test
    void outside_of_migrations_nobody_holds_a_pool() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideOutsideOfPackages(code.in("migrations"))
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(DataSource.class),
                "OwnConnection.fromAnyPool(");
    }
}
