package org.buyledger.projector.creative;

import static java.util.Objects.requireNonNull;
import static org.buyledger.migrations.jooq.Tables.CREATIVES;

import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.migrations.jooq.enums.CreativeStatus;
import org.buyledger.migrations.jooq.tables.records.CreativesRecord;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** creatives: what a buyer last sent, and what was decided on it. */
public final class Creatives implements RowProjection<CreativesRecord> {

    @Override
    public Table<CreativesRecord> table() {
        return CREATIVES;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof CreativeEvent c
                ? Optional.of(RowKey.of(
                        e.tenant(), c.principalId().value(), c.creativeId().value()))
                : Optional.empty();
    }

    @Override
    public CreativesRecord project(@Nullable CreativesRecord row, Recorded<Event> e) {
        CreativeEvent event = (CreativeEvent) e.event();
        CreativesRecord creative = switch (event) {
            case CreativeEvent.Synced s -> synced(row, e, s);
            case CreativeEvent.Approved a -> reviewed(requireNonNull(row), e, null);
            case CreativeEvent.Rejected r -> reviewed(requireNonNull(row), e, r.reason());
            case CreativeEvent.Escalated x -> requireNonNull(row);
            case CreativeEvent.Suspended s -> requireNonNull(row).setSuspensionReason(s.reason());
            case CreativeEvent.Archived a -> requireNonNull(row).setSuspensionReason(null);
        };
        return creative.setStatus(CreativeStatus.lookupLiteral(event.status().wire()))
                .setRevision(e.revision())
                .setUpdatedAt(e.at());
    }

    private static CreativesRecord synced(@Nullable CreativesRecord row, Recorded<Event> e, CreativeEvent.Synced s) {
        CreativesRecord creative = row == null
                ? Rows.begin(CREATIVES)
                        .setTenantId(e.tenant())
                        .setPrincipalId(s.principalId().value())
                        .setCreativeId(s.creativeId().value())
                        .setCreatedAt(e.at())
                : row;
        CreativeEvent.Content content = s.content();
        return creative.setName(content.name())
                .setFormatId(Payload.jsonbOrNull(content.formatId()))
                .setFormatKind(content.formatKind())
                .setAssets(Payload.jsonb(content.assets()))
                .setTags(content.tags().toArray(String[]::new))
                .setDetails(Payload.jsonb(content.details()))
                .setRejectionReason(null)
                .setSuspensionReason(null)
                .setReviewedAt(null)
                .setReviewedBy(null);
    }

    private static CreativesRecord reviewed(CreativesRecord creative, Recorded<Event> e, @Nullable String reason) {
        return creative.setRejectionReason(reason)
                .setSuspensionReason(null)
                .setReviewedAt(e.at())
                .setReviewedBy(e.envelope().actor().toString());
    }
}
