package org.buyledger.query.paging;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.buyledger.query.http.Parameters;
import org.jooq.Condition;
import org.jooq.EnumType;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Which rows a list has: a condition that grows with each parameter that is given. */
public final class Filter {
    private final Parameters parameters;
    private Condition condition;
    private List<Condition> asked = List.of();
    private List<Condition> possible = List.of();

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

    /** A list of an enum's values, by each of which the list can be read apart; see {@link Sort#isWithinParts}. */
    public <E extends Enum<E> & EnumType> Filter partedBy(String name, Field<E> field) {
        asked = equal(field, parameters.choices(name, field.getType()));
        possible = equal(field, List.of(field.getType().getEnumConstants()));
        return this;
    }

    private static <E> List<Condition> equal(Field<E> field, List<E> values) {
        return values.stream().map(field::eq).toList();
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

    /** A part of a text, in letters of any case. */
    public Filter containing(String name, Field<String> field) {
        parameters.text(name).ifPresent(part -> and(field.containsIgnoreCase(part)));
        return this;
    }

    /** One of some values. */
    public Filter equal(String name, Field<String> field, Collection<String> choices) {
        parameters.text(name).ifPresent(value -> and(field.eq(parameters.choice(name, List.copyOf(choices), value))));
        return this;
    }

    /** Whether something is so. */
    public Filter flag(String name, Field<Boolean> field) {
        isTrue(name).ifPresent(value -> and(field.eq(value)));
        return this;
    }

    /** Whether a column has a value. */
    public Filter present(String name, Field<?> field) {
        isTrue(name).ifPresent(value -> and(value ? field.isNotNull() : field.isNull()));
        return this;
    }

    private Optional<Boolean> isTrue(String name) {
        return parameters
                .text(name)
                .map(value ->
                        parameters.choice(name, List.of("true", "false"), value).equals("true"));
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
        return asked.isEmpty() ? condition : DSL.and(condition, DSL.or(asked));
    }

    /**
     * The same, parted so that each row meets exactly one.
     *
     * @param always whether to part the rows even where no value was asked for
     */
    List<Condition> parts(boolean always) {
        List<Condition> parts = asked.isEmpty() && always ? possible : asked;
        return parts.isEmpty()
                ? List.of(condition)
                : parts.stream().map(part -> DSL.and(condition, part)).toList();
    }
}
