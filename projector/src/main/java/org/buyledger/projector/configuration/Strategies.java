package org.buyledger.projector.configuration;

import static org.buyledger.migrations.jooq.Tables.STRATEGIES;

import org.buyledger.events.configuration.ConfigurationEvent.StrategyPut;
import org.buyledger.events.configuration.ConfigurationEvent.StrategyRemoved;
import org.buyledger.events.configuration.Strategy;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.migrations.jooq.tables.records.StrategiesRecord;
import org.buyledger.projector.runner.ConfigurationProjection;
import org.buyledger.projector.runner.Payload;

/** strategies: each as it was last put, until it is removed. */
public final class Strategies extends ConfigurationProjection<StrategiesRecord, StrategyPut> {

    public Strategies() {
        super(STRATEGIES, StrategyPut.class, StrategyRemoved.class);
    }

    @Override
    protected void fill(StrategiesRecord row, StrategyPut put) {
        Strategy strategy = put.strategy();
        PrincipalId principal = strategy.principalId();
        row.setPrincipalId(principal == null ? null : principal.value())
                .setName(strategy.name())
                .setDescription(strategy.description())
                .setConfig(Payload.jsonb(strategy.config()))
                .setIsSimulation(strategy.strategyId().isSimulation());
    }
}
