package org.buyledger.projector.runner;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.migrations.jooq.tables.records.ProductsRecord;
import org.buyledger.projector.Projections;
import org.buyledger.projector.catalogue.Products;
import org.jooq.Field;
import org.jooq.Table;

/** The fold of products with a bug that can be mended. Safe for use by many threads. */
public final class Breakable implements Projection<ProductsRecord> {
    private final Products whole = new Products();
    private volatile Predicate<Recorded<Event>> broken = event -> false;
    private volatile UnaryOperator<ProductsRecord> bug = row -> {
        throw new IllegalStateException("no such channel");
    };

    /** All projections, with this one among them. */
    public List<Projection<?>> amongAll() {
        return Projections.all().stream()
                .<Projection<?>>map(one -> one instanceof Products ? this : one)
                .toList();
    }

    /** It throws at these events, until it is told otherwise. */
    public void breakAt(Predicate<Recorded<Event>> events) {
        broken = events;
    }

    /** It throws at the events of an object from a sequence number on. */
    public void breakAt(String object, long sequence) {
        breakAt(event -> event.envelope().subject().toString().equals(object)
                && event.envelope().sequence() >= sequence);
    }

    /** What it does in the place of throwing. */
    void with(UnaryOperator<ProductsRecord> other) {
        bug = other;
    }

    public void mend() {
        breakAt(event -> false);
    }

    @Override
    public Table<ProductsRecord> table() {
        return whole.table();
    }

    @Override
    public List<Field<?>> group() {
        return whole.group();
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> event) {
        return whole.key(event);
    }

    @Override
    public List<ProductsRecord> project(List<ProductsRecord> rows, Recorded<Event> event) {
        List<ProductsRecord> after = whole.project(rows, event);
        return broken.test(event) ? after.stream().map(bug).toList() : after;
    }
}
