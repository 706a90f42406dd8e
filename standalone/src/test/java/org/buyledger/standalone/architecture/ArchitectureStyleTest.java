package org.buyledger.standalone.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureStyleTest {
    private static final DescribedPredicate<JavaAnnotation<?>> INJECTION = describe(
            "an annotation that asks for injection",
            annotation -> Set.of("Inject", "Autowired", "Resource", "Value")
                    .contains(annotation.getRawType().getSimpleName()));

    private static final DescribedPredicate<JavaClass> BINARY_FRACTION = describe(
            "a binary fraction",
            type -> Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                    .contains(type.getName()));

    private static ArchCondition<JavaClass> beInAPackageWhereNullIsMarked() {
        return new ArchCondition<>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type,
                        type.getPackage().isAnnotatedWith(NullMarked.class),
                        type.getFullName() + " is in " + type.getPackageName()));
            }
        };
    }

    @Test
    void every_package_says_what_may_be_null() {
        Rule.check(code -> classes().should(beInAPackageWhereNullIsMarked()), "UserManagerImpl is in");
    }

    @Test
    void classes_and_packages_are_named_for_what_they_do() {
        Rule.check(
                code -> noClasses()
                        .should()
                        .haveNameMatching(".*(Util|Helper|Manager|Impl|Common)s?(?![a-z]).*")
                        .orShould()
                        .haveNameMatching(".*\\.(util|common|helper|manager|impl|dto|handler)s?\\..*"),
                "helpers.UserManagerImpl>",
                "helpers.Plain>");
    }

    @Test
    void nothing_static_can_change() {
        Rule.check(code -> fields().that().areStatic().should().beFinal(), "UserManagerImpl.instance>");
        Rule.check(
                code -> noFields()
                        .that()
                        .areStatic()
                        .and()
                        .areNotPrivate()
                        .and()
                        .doNotHaveModifier(JavaModifier.SYNTHETIC)
                        .should()
                        .haveRawType(describe("an array", JavaClass::isArray)),
                "UserManagerImpl.ROLES>");
    }

    @Test
    void what_an_object_holds_is_its_own() {
        Rule.check(code -> noFields().that().areNotStatic().should().bePublic(), "UserManagerImpl.name>");
    }

    @Test
    void wiring_is_by_constructors() {
        Rule.check(code -> noFields().should().beAnnotatedWith(INJECTION), "UserManagerImpl.injected>");
        Rule.check(
                code -> noClasses().should().dependOnClassesThat().areAssignableTo(ServiceLoader.class),
                "UserManagerImpl.looksUp(");
    }

    @Test
    void events_and_commands_are_records() {
        for (String contract : Set.of("Event", "Command")) {
            Rule.check(
                    code -> classes()
                            .that()
                            .areAssignableTo(code.root() + ".events." + contract)
                            .and()
                            .areNotInterfaces()
                            .should()
                            .beRecords(),
                    "events.Worldly>");
        }
    }

    @Test
    void amounts_are_decimal() {
        Rule.check(
                code -> noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage(code.in("events", "command", "projector"))
                        .and()
                        .doNotHaveName("durationMs")
                        .should()
                        .haveRawType(BINARY_FRACTION),
                "events.Worldly.price>");
    }

    @Test
    void services_speak_through_their_log() {
        Rule.check(
                code -> noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."),
                "UserManagerImpl.logs(");
        Rule.check(
                code -> noClasses()
                        .that()
                        .resideOutsideOfPackages(code.in("standalone"))
                        .and()
                        .doNotHaveFullyQualifiedName(code.root() + ".operations.ServiceProcess")
                        .should(ACCESS_STANDARD_STREAMS),
                "UserManagerImpl.prints(");
    }
}
