package org.buyledger.query.http;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.buyledger.events.ErrorCode.Recovery;

/** What the {@code type} of a problem leads to: its explanation. */
final class ProblemPages {
    static final String PREFIX = "/problems/";
    static final String FOR_AN_HOUR = "public, max-age=3600";

    private ProblemPages() {}

    private record Page(String type, String code, String title, int status, Recovery recovery, String explanation) {}

    /** The page at a path, if there is one. */
    static Optional<Answer> page(String path) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.path().equals(path))
                .findFirst()
                .map(type -> new Page(
                        type.path(), type.name(), type.title(), type.status(), type.recovery(), type.explanation()))
                .map(page -> new Answer(200, page, Map.of("Cache-Control", FOR_AN_HOUR)));
    }
}
