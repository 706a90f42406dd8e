package org.buyledger.query.paging;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.buyledger.query.http.Parameters;
import org.jooq.Condition;
import org.jooq.EnumType;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Which rows a list has: a condition that grows with each parameter that is given. */
public final class Filter {
    private final Parameters parameters;
    private Condition condition;

    /**
     * Begins a filter.
     *
     * @param visible the rows that the caller may see at all
     */
    public Filter(Parameters parameters, Condition visible) {
        this.parameters = parameters;
        this.condition = visible;
    }

    /** A list of an enum's values. */
    public <E extends Enum<E> & EnumType> Filter oneOf(String name, Field<E> field) {
        List<E> values = parameters.choices(name, field.getType());
        return values.isEmpty() ? this : and(field.in(values));
    }

    /** A list of ids. */
    public Filter in(String name, Field<String> field, int most) {
        List<String> values = parameters.list(name, most);
        return values.isEmpty() ? this : and(field.in(values));
    }

    /** One value. */
    public Filter equal(String name, Field<String> field) {
        parameters.text(name).ifPresent(value -> and(field.eq(value)));
        return this;
    }

    /** One of some values. */
    public Filter equal(String name, Field<String> field, Collection<String> choices) {
        parameters.text(name).ifPresent(value -> and(field.eq(parameters.choice(name, List.copyOf(choices), value))));
        return this;
    }

    /** A half-open window of time, by {@code name[gte]} and {@code name[lt]}. */
    public Filter within(String name, Field<Instant> field) {
        parameters.time(name + "[gte]").ifPresent(from -> and(field.ge(from)));
        parameters.time(name + "[lt]").ifPresent(until -> and(field.lt(until)));
        return this;
    }

    public Filter and(Condition other) {
        condition = DSL.and(condition, other);
        return this;
    }

    /** What the rows have to meet. */
    public Condition condition() {
        return condition;
    }
}
