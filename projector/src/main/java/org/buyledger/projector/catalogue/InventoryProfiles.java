package org.buyledger.projector.catalogue;

import static org.buyledger.migrations.jooq.Tables.INVENTORY_PROFILES;

import org.buyledger.events.catalogue.CatalogueEvent.InventoryProfilePut;
import org.buyledger.events.catalogue.CatalogueEvent.InventoryProfileRemoved;
import org.buyledger.events.catalogue.InventoryProfile;
import org.buyledger.migrations.jooq.tables.records.InventoryProfilesRecord;
import org.buyledger.projector.runner.ConfigurationProjection;
import org.buyledger.projector.runner.Payload;

/** inventory_profiles: each as it was last put; one that was removed stays for the products that were archived with it. */
public final class InventoryProfiles extends ConfigurationProjection<InventoryProfilesRecord, InventoryProfilePut> {

    public InventoryProfiles() {
        super(INVENTORY_PROFILES, InventoryProfilePut.class, InventoryProfileRemoved.class);
    }

    @Override
    protected void fill(InventoryProfilesRecord row, InventoryProfilePut put) {
        InventoryProfile profile = put.inventoryProfile();
        row.setName(profile.name())
                .setDescription(profile.description())
                .setInventoryConfig(Payload.jsonb(profile.inventoryConfig()))
                .setFormatIds(Payload.jsonb(profile.formatIds()))
                .setPublisherProperties(Payload.jsonb(profile.publisherProperties()))
                .setTargetingTemplate(Payload.jsonb(profile.targetingTemplate()));
    }
}
