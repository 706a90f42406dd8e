package org.buyledger.standalone.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same question has the same answer, whenever and wherever it is asked: of deciders, folds and contracts. */
class ArchitecturePurityTest {
    private static final Set<String> RANDOM = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.random.RandomGenerator",
            "java.security.SecureRandom");

    private static final DescribedPredicate<JavaAccess<?>> A_CLOCK = describe(
            "a clock is read", access -> switch (access.getTargetOwner().getName()) {
                case "java.lang.System" ->
                    access.getName().equals("currentTimeMillis")
                            || access.getName().equals("nanoTime");
                case "java.time.Clock" ->
                    access.getName().startsWith("system") || access.getName().startsWith("tick");
                default ->
                    access.getTargetOwner().getPackageName().equals("java.time")
                            && access.getName().equals("now");
            });

    private static final DescribedPredicate<JavaAccess<?>> CHANCE = describe(
            "chance decides",
            access -> RANDOM.contains(access.getTargetOwner().getName())
                    || access.getName().equals("randomUUID")
                    || access.getTarget().getFullName().startsWith("java.lang.Math.random("));

    private static final DescribedPredicate<JavaAccess<?>> THE_PROCESS = describe(
            "the process is asked",
            access -> access.getTargetOwner().getName().equals("java.lang.System")
                    && Set.of("in", "out", "err", "getenv", "getProperty").contains(access.getName()));

    private static final String[] OUTSIDE = {
        "java.io..",
        "java.net..",
        "java.nio.file..",
        "java.nio.channels..",
        "java.sql..",
        "javax.sql..",
        "java.util.concurrent..",
        "org.apache.kafka..",
        "org.jooq.impl..",
        "org.slf4j..",
        "io.micrometer.."
    };

    private static String[] pure(Code code) {
        return Stream.of(code.slicesOf("command"), code.in("command.decision"), code.slicesOf("projector"))
                .flatMap(Stream::of)
                .toArray(String[]::new);
    }

    @Test
    void deciders_and_folds_have_no_way_to_the_outside() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideInAnyPackage(pure(code))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(OUTSIDE)
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("org.jooq.DSLContext")
                        .orShould()
                        .accessTargetWhere(THE_PROCESS),
                "ImpureDecider.readsAFile(",
                "ImpureDecider.asksTheEnvironment(",
                "ImpureDecider.sends(",
                "ImpureFold.queries(",
                "ImpureFold.logs(");
    }

    @Test
    void deciders_do_not_know_jooq() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideInAnyPackage(code.in("command"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.jooq.."),
                "ImpureDecider.selects(");
    }

    @Test
    void deciders_and_folds_and_the_ledger_are_told_the_time() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideInAnyPackage(pure(code))
                        .or()
                        .resideInAnyPackage(code.in("command.ledger", "command.intake"))
                        .should()
                        .accessTargetWhere(A_CLOCK),
                "ImpureDecider.asksTheTime(",
                "ImpureDecider.stopsTheTime(",
                "ImpureDecider.supplier(",
                "ImpureFold.asksTheDate(",
                "ledger.Partisan.begins(");
    }

    @Test
    void nothing_in_deciders_and_folds_and_the_ledger_is_left_to_chance() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideInAnyPackage(pure(code))
                        .or()
                        .resideInAnyPackage(code.in("command.ledger", "command.intake"))
                        .should()
                        .accessTargetWhere(CHANCE),
                "ImpureDecider.mints(",
                "ImpureDecider.throwsACoin(",
                "ImpureFold.drawsALot(");
    }

    @Test
    void contracts_do_not_read_a_clock_nor_throw_dice_outside_their_client() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideInAnyPackage(code.in("events"))
                        .and()
                        .resideOutsideOfPackages(code.in("events.client"))
                        .should()
                        .accessTargetWhere(A_CLOCK.or(CHANCE)),
                "events.Worldly.now(",
                "events.Worldly.id(");
    }

    @Test
    void deciders_and_folds_remember_nothing() {
        Rule.check(
                code -> fields().that()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage(pure(code))
                        .should()
                        .beFinal(),
                "ImpureDecider.remembered>");
    }
}
