package org.buyledger.projector.tenancy;

import static java.util.Objects.requireNonNull;
import static org.buyledger.migrations.jooq.Tables.TENANTS;

import java.util.List;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantProfile;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.migrations.jooq.enums.ApprovalMode;
import org.buyledger.migrations.jooq.tables.records.TenantsRecord;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
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
        TenantsRecord tenant = switch ((TenantEvent) e.event()) {
            case TenantEvent.Registered t ->
                profile(
                        set(Rows.begin(TENANTS).setTenantId(e.tenant()).setCreatedAt(e.at()), t.name(), t.settings()),
                        null);
            case TenantEvent.Updated t -> profile(set(requireNonNull(row), t.name(), t.settings()), t.profile());
            case TenantEvent.Deactivated t -> requireNonNull(row).setDeactivatedAt(e.at());
            case TenantEvent.Reactivated t -> requireNonNull(row).setDeactivatedAt(null);
        };
        return tenant.setRevision(e.revision()).setUpdatedAt(e.at());
    }

    private static TenantsRecord set(TenantsRecord tenant, String name, TenantSettings settings) {
        List<String> categories = settings.sensitiveCategories();
        return tenant.setName(name)
                .setHumanReviewRequired(settings.humanReviewRequired())
                .setApprovalDueHours(settings.approvalDueHours())
                .setCreativeLeadHours(settings.creativeLeadHours())
                .setApprovalMode(
                        switch (settings.approvalMode()) {
                            case AUTO_APPROVE -> ApprovalMode.auto_approve;
                            case REQUIRE_HUMAN -> ApprovalMode.require_human;
                            case AI_POWERED -> ApprovalMode.ai_powered;
                        })
                .setCreativeAutoApproveThreshold(settings.creativeAutoApproveThreshold())
                .setCreativeAutoRejectThreshold(settings.creativeAutoRejectThreshold())
                .setSensitiveCategories(categories == null ? null : categories.toArray(String[]::new));
    }

    private static TenantsRecord profile(TenantsRecord tenant, @Nullable TenantProfile given) {
        TenantProfile profile = given == null ? TenantProfile.EMPTY : given;
        return tenant.setSubdomain(profile.subdomain())
                .setVirtualHost(profile.virtualHost())
                .setBillingPlan(profile.billingPlan())
                .setBillingContact(profile.billingContact())
                .setAuthorizedEmails(profile.authorizedEmails().toArray(String[]::new))
                .setAuthorizedDomains(profile.authorizedDomains().toArray(String[]::new))
                .setOrderNameTemplate(profile.orderNameTemplate());
    }
}
