package org.buyledger.query.mediabuy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.buyledger.query.http.Parameters;

/** What an answer shows of what belongs to a media buy. */
enum Included {
    /** Each with its assignments. What is shown unless something else is asked for. */
    PACKAGES,
    /** The creatives that are assigned, as they are now. */
    CREATIVES,
    /** The steps about the buy. */
    WORKFLOW;

    private static final String NOTHING = "none";

    private static final List<String> CHOICES = Stream.concat(
                    Arrays.stream(values()).map(Included::parameter), Stream.of(NOTHING))
            .toList();

    private String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<Included> of(Parameters parameters) {
        List<String> asked = parameters.someOf("include", CHOICES, CHOICES.size());
        if (asked.isEmpty()) {
            return EnumSet.of(PACKAGES);
        }
        Set<Included> included = EnumSet.noneOf(Included.class);
        Arrays.stream(values()).filter(one -> asked.contains(one.parameter())).forEach(included::add);
        return included;
    }
}
