package org.buyledger.query.paging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.buyledger.query.http.Answer;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param rows what is on it
 * @param cursor what leads to the next page; empty on the last
 * @param link the URL of the next page; empty on the last
 */
public record Page<R>(List<R> rows, Optional<String> cursor, Optional<String> link) {

    private record Pagination(boolean hasMore, @Nullable String cursor) {}

    /**
     * The page as an answer.
     *
     * @param name the member that has the items
     * @param items what the rows became, in their order
     */
    public Answer answer(String name, List<?> items) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(name, items);
        body.put("pagination", new Pagination(cursor.isPresent(), cursor.orElse(null)));
        return new Answer(
                200,
                body,
                link.map(url -> Map.of("Link", "<" + url + ">; rel=\"next\"")).orElse(Map.of()));
    }
}
