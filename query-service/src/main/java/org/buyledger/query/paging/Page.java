package org.buyledger.query.paging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.buyledger.query.http.Answer;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param rows what is on it
 * @param cursor what leads to the next page; empty on the last
 * @param count how many items the list has; empty where nobody asked
 * @param links the URLs of pages by how they relate to this one
 */
public record Page<R>(List<R> rows, Optional<String> cursor, Optional<Count> count, SortedMap<String, String> links) {

    /**
     * How many items a list has.
     *
     * @param isExact false where the database only estimates it
     */
    record Count(long items, boolean isExact) {}

    private record Pagination(
            boolean hasMore,
            @Nullable String cursor,
            @Nullable Long totalCount,
            @Nullable Long estimatedCount) {}

    /**
     * The page as an answer.
     *
     * @param name the member that has the items
     * @param items what the rows become, in their order
     */
    public Answer answer(String name, Function<List<R>, ? extends List<?>> items) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(name, items.apply(rows));
        body.put(
                "pagination",
                new Pagination(
                        cursor.isPresent(),
                        cursor.orElse(null),
                        count.filter(Count::isExact).map(Count::items).orElse(null),
                        count.filter(one -> !one.isExact()).map(Count::items).orElse(null)));
        return new Answer(200, body, Map.of("Link", link(links)));
    }

    /** The page as an answer, each item made of one row. */
    public Answer answerEach(String name, Function<R, ?> item) {
        return answer(name, all -> all.stream().map(item).toList());
    }

    /** The URLs as a {@code Link} header has them. */
    static String link(SortedMap<String, String> links) {
        return links.entrySet().stream()
                .map(one -> "<" + one.getValue() + ">; rel=\"" + one.getKey() + '"')
                .collect(Collectors.joining(", "));
    }
}
