package org.buyledger.query.resource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Audience;
import org.buyledger.query.http.Etag;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.http.Route;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A table that is shown as it is: each row by its id and all of them as a list, with the columns that are named here and no
 * others, under their own names. So a column that is added to the table, or that holds a secret, is not shown by accident.
 */
public final class Resource<R extends Record> {
    private final String noun;
    private final TableField<R, String> id;
    private final List<Field<?>> columns = new ArrayList<>();
    private final List<Field<?>> columnsForUsers = new ArrayList<>();
    private final Set<Field<?>> numbers = new HashSet<>();
    private Function<Caller, Condition> visible;
    private Condition listed = DSL.noCondition();
    private UnaryOperator<Filter> filters = filter -> filter;

    /**
     * A table whose rows have an id within their tenant, a revision, and times of creation and change.
     *
     * @param noun what a row is called
     */
    public Resource(String noun, TableField<R, String> tenantId, TableField<R, String> id) {
        this.noun = noun;
        this.id = id;
        this.visible = caller -> tenantId.eq(caller.tenant());
    }

    /** Columns for all who may see a row. */
    public Resource<R> showing(Field<?>... fields) {
        columns.addAll(Arrays.asList(fields));
        return this;
    }

    /** Columns that principals do not see. */
    public Resource<R> showingToUsers(Field<?>... fields) {
        columnsForUsers.addAll(Arrays.asList(fields));
        return this;
    }

    /** Those of the columns whose decimals are numbers in JSON, since they are no amounts of money. */
    public Resource<R> asNumbers(Field<?>... fields) {
        numbers.addAll(Arrays.asList(fields));
        return this;
    }

    /** Which rows a caller sees; without it, those of its tenant. */
    public Resource<R> visibleTo(Function<Caller, Condition> condition) {
        visible = condition;
        return this;
    }

    /** Which of them a list has; the others can be read by id alone. */
    public Resource<R> listedWhere(Condition condition) {
        listed = condition;
        return this;
    }

    /** What a list can be filtered by. */
    public Resource<R> filteredBy(UnaryOperator<Filter> more) {
        filters = more;
        return this;
    }

    /** The list at {@code path}, and one of it at {@code path/{id}}. */
    public List<Route> routes(String path, Audience audience, Paging paging) {
        String member = path.substring(path.lastIndexOf('/') + 1).replace('-', '_');
        return List.of(
                Route.ofPosition(path, request -> list(request, member, paging)).to(audience),
                new Route(path + "/{id}", request -> one(request, id.eq(request.id()), "'" + request.id() + "'"))
                        .to(audience));
    }

    /** The one that a tenant has, at {@code path}. */
    public List<Route> only(String path, Audience audience) {
        return List.of(new Route(path, request -> one(request, DSL.noCondition(), "of the tenant")).to(audience));
    }

    private Answer list(ReadRequest request, String member, Paging paging) {
        Condition seen = visible.apply(request.caller()).and(listed);
        Filter filter = filters.apply(new Filter(request.parameters(), seen));
        Sort<R> sort = new Sort<>(List.of(id.getName(), "-" + id.getName()), List.of(id));
        return paging.page(request, Objects.requireNonNull(id.getTable()), filter, sort)
                .answerEach(member, row -> body(row, request.caller()));
    }

    private Answer one(ReadRequest request, Condition which, String named) {
        R row = request.db()
                .selectFrom(Objects.requireNonNull(id.getTable()))
                .where(visible.apply(request.caller()))
                .and(which)
                .fetchOne();
        if (row == null) {
            throw new Problem(ProblemType.REFERENCE_NOT_FOUND, "There is no %s %s.".formatted(noun, named));
        }
        return request.unlessUnchanged(
                Etag.ofRevision(row.get("revision", Long.class)), () -> body(row, request.caller()));
    }

    private Map<String, Object> body(R row, Caller caller) {
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, row, id);
        columns.forEach(column -> put(body, row, column));
        if (!caller.isPrincipal()) {
            columnsForUsers.forEach(column -> put(body, row, column));
        }
        for (String column : List.of("revision", "created_at", "updated_at")) {
            put(body, row, Objects.requireNonNull(row.field(column)));
        }
        return body;
    }

    private void put(Map<String, Object> body, R row, Field<?> column) {
        Object value = shown(column, row.get(column));
        if (value != null) {
            body.put(column.getName(), value);
        }
    }

    private @Nullable Object shown(Field<?> column, @Nullable Object value) {
        return switch (value) {
            case Object[] array -> List.of(array);
            case BigDecimal decimal when numbers.contains(column) -> JsonNodeFactory.instance.numberNode(decimal);
            case null, default -> value;
        };
    }
}
