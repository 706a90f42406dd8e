package org.buyledger.standalone.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** A rule of the architecture. */
interface Rule {
    ArchRule on(Code code);

    /**
     * Fails when the product breaks the rule, and also when the rule lets something pass that it is there to find.
     *
     * @param offences what the rule must find among the broken classes, in the words of its report
     */
    static void check(Rule rule, String... offences) {
        List<String> found = rule.on(Code.BROKEN)
                .evaluate(Code.BROKEN.classes())
                .getFailureReport()
                .getDetails();
        for (String offence : offences) {
            assertThat(found).as("what the rule finds").anyMatch(finding -> finding.contains(offence));
        }
        rule.on(Code.PRODUCT).check(Code.PRODUCT.classes());
    }
}
