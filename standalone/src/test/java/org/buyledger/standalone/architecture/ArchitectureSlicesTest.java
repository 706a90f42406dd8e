package org.buyledger.standalone.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureSlicesTest {

    @ParameterizedTest
    @ValueSource(strings = {"command", "projector", "query", "standalone"})
    void packages_of_a_module_do_not_depend_on_one_another_in_a_circle(String module) {
        Rule.check(
                code -> slices().matching(code.root() + "." + module + ".(*)..")
                        .should()
                        .beFreeOfCycles(),
                "Slice " + (module.equals("standalone") ? "cli" : "creative"));
    }

    @Test
    void rules_do_not_know_what_runs_them() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideInAnyPackage(code.slicesOf("command"))
                        .or()
                        .resideInAnyPackage(code.in("command.decision"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(code.in("command.intake", "command.ledger", "command.topology")),
                "mediabuy.Partisan.ledger",
                "decision.Partisan.ledger");
    }

    @Test
    void what_a_decision_is_does_not_depend_on_what_is_decided() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideInAnyPackage(code.in("command.decision"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(code.slicesOf("command")),
                "decision.Partisan.mediaBuy");
    }

    @Test
    void the_ledger_does_not_know_kafka_streams() {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideInAnyPackage(code.in("command.ledger", "command.intake"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.kafka.streams..", code.root() + ".command.topology.."),
                "ledger.Partisan.streams");
    }

    @ParameterizedTest
    @ValueSource(strings = {"projector", "query"})
    void slices_of_the_read_side_do_not_depend_on_one_another(String module) {
        for (String slice : Code.SLICES) {
            Rule.check(
                    code -> noClasses()
                            .that()
                            .resideInAnyPackage(code.in(module + "." + slice))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(code.in(Code.SLICES.stream()
                                    .filter(other -> !other.equals(slice))
                                    .map(other -> module + "." + other)
                                    .toList()))
                            .allowEmptyShould(true), // not every module has every slice
                    slice.equals("mediabuy") ? new String[] {module + ".mediabuy.Partisan.creative"} : new String[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "projector, runner",
        "query, http",
        "query, auth",
        "query, paging",
        "query, position",
        "query, past",
        "query, history"
    })
    void what_serves_all_slices_knows_none(String module, String room) {
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideInAnyPackage(code.in(module + "." + room))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(code.slicesOf(module)),
                room + ".Partisan.mediaBuy");
    }
}
