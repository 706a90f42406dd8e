package org.buyledger.projector.configuration;

import static org.buyledger.migrations.jooq.Tables.ADAPTER_CONFIG;

import java.util.Locale;
import org.buyledger.events.configuration.AdapterConfig;
import org.buyledger.events.configuration.ConfigurationEvent.AdapterConfigSet;
import org.buyledger.migrations.jooq.enums.AdapterType;
import org.buyledger.migrations.jooq.tables.records.AdapterConfigRecord;
import org.buyledger.projector.runner.ConfigurationProjection;
import org.buyledger.projector.runner.Payload;

/** adapter_config: each tenant's ad server as it was last set. */
public final class AdapterConfigs extends ConfigurationProjection<AdapterConfigRecord, AdapterConfigSet> {

    public AdapterConfigs() {
        super(ADAPTER_CONFIG, AdapterConfigSet.class, null);
    }

    @Override
    protected void fill(AdapterConfigRecord row, AdapterConfigSet set) {
        AdapterConfig adapter = set.adapter();
        row.setAdapterType(
                        AdapterType.lookupLiteral(adapter.adapterType().name().toLowerCase(Locale.ROOT)))
                .setManualApprovalRequired(adapter.hasManualApproval())
                .setManualApprovalOperations(adapter.operations().stream()
                        .map(operation -> operation.name().toLowerCase(Locale.ROOT))
                        .toArray(String[]::new))
                .setSettings(Payload.jsonb(adapter.settings()));
    }
}
