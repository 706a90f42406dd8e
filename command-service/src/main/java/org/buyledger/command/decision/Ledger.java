package org.buyledger.command.decision;

import java.util.List;
import java.util.Optional;

/**
 * Everything that a decision may look at: the objects of one tenant. A map, as far as deciders can tell: the same question
 * has the same answer all through a decision.
 */
public interface Ledger {
    <S extends Entity> Optional<S> find(Kind<S> kind, String id);

    /** The ids of the objects under a key of an index, in the order of the ids. */
    default List<String> ids(Kind.Index index, String key) {
        return ids(index, key, Integer.MAX_VALUE);
    }

    /** The first {@code most} of them. */
    List<String> ids(Kind.Index index, String key, int most);
}
