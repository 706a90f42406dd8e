package org.buyledger.projector.tenancy;

import static org.buyledger.migrations.jooq.Tables.TENANTS;

import java.util.List;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.migrations.jooq.enums.ApprovalMode;
import org.buyledger.migrations.jooq.tables.records.TenantsRecord;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** tenants: each as it was last set. */
public final class Tenants implements RowProjection<TenantsRecord> {

    @Override
    public Table<TenantsRecord> table() {
        return TENANTS;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof TenantEvent ? Optional.of(RowKey.of(e.tenant())) : Optional.empty();
    }

    @Override
    public TenantsRecord project(@Nullable TenantsRecord row, Recorded<Event> e) {
        return switch ((TenantEvent) e.event()) {
            case TenantEvent.Registered t -> set(row, e, t.name(), t.settings());
            case TenantEvent.Updated t -> set(row, e, t.name(), t.settings());
        };
    }

    private static TenantsRecord set(
            @Nullable TenantsRecord row, Recorded<Event> e, String name, TenantSettings settings) {
        TenantsRecord tenant =
                row == null ? new TenantsRecord().setTenantId(e.tenant()).setCreatedAt(e.at()) : row;
        List<String> categories = settings.sensitiveCategories();
        return tenant.setName(name)
                .setHumanReviewRequired(settings.humanReviewRequired())
                .setApprovalMode(
                        switch (settings.approvalMode()) {
                            case AUTO_APPROVE -> ApprovalMode.auto_approve;
                            case REQUIRE_HUMAN -> ApprovalMode.require_human;
                            case AI_POWERED -> ApprovalMode.ai_powered;
                        })
                .setCreativeAutoApproveThreshold(settings.creativeAutoApproveThreshold())
                .setCreativeAutoRejectThreshold(settings.creativeAutoRejectThreshold())
                .setSensitiveCategories(categories == null ? null : categories.toArray(String[]::new))
                .setRevision(e.revision())
                .setUpdatedAt(e.at());
    }
}
