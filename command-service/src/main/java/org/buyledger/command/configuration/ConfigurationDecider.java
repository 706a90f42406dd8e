package org.buyledger.command.configuration;

import static org.buyledger.command.decision.Configuration.put;
import static org.buyledger.command.decision.Configuration.remove;

import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Names;
import org.buyledger.command.tenancy.Principal;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.configuration.Agent;
import org.buyledger.events.configuration.ConfigurationCommand;
import org.buyledger.events.configuration.ConfigurationCommand.ConfigureAdapter;
import org.buyledger.events.configuration.ConfigurationCommand.ConfigureAuth;
import org.buyledger.events.configuration.ConfigurationCommand.PutCreativeAgent;
import org.buyledger.events.configuration.ConfigurationCommand.PutSignalsAgent;
import org.buyledger.events.configuration.ConfigurationCommand.PutStrategy;
import org.buyledger.events.configuration.ConfigurationCommand.RemoveCreativeAgent;
import org.buyledger.events.configuration.ConfigurationCommand.RemoveSignalsAgent;
import org.buyledger.events.configuration.ConfigurationCommand.RemoveStrategy;
import org.buyledger.events.configuration.ConfigurationEvent.AdapterConfigSet;
import org.buyledger.events.configuration.ConfigurationEvent.AuthConfigSet;
import org.buyledger.events.configuration.ConfigurationEvent.CreativeAgentPut;
import org.buyledger.events.configuration.ConfigurationEvent.CreativeAgentRemoved;
import org.buyledger.events.configuration.ConfigurationEvent.SignalsAgentPut;
import org.buyledger.events.configuration.ConfigurationEvent.SignalsAgentRemoved;
import org.buyledger.events.configuration.ConfigurationEvent.StrategyPut;
import org.buyledger.events.configuration.ConfigurationEvent.StrategyRemoved;
import org.buyledger.events.configuration.CreativeAgent;
import org.buyledger.events.configuration.Strategy;

/** The rules for how a sales agent is set up. */
public final class ConfigurationDecider {
    private static final int LONGEST_TIMEOUT_SECONDS = 300;

    private ConfigurationDecider() {}

    public static Decision decide(Ledger ledger, Context context, ConfigurationCommand command) {
        Findings found = new Findings();
        return switch (command) {
            case PutCreativeAgent c -> {
                CreativeAgent agent = c.creativeAgent();
                check(found, agent);
                if (agent.effectivePriority() < 0) {
                    found.add(
                            ErrorCode.VALIDATION_ERROR,
                            "/priority",
                            "A priority is 0 or more, not " + agent.priority() + ".",
                            "Give 0 to have the agent asked first.");
                }
                yield put(found, ledger, Setup.CREATIVE_AGENT, c.revision(), agent, new CreativeAgentPut(agent));
            }
            case RemoveCreativeAgent c -> {
                Event removed = new CreativeAgentRemoved(c.agentId());
                Subject definer = ledger.find(Setup.CREATIVE_AGENT, c.agentId().value())
                        .flatMap(Held::present)
                        .map(agent -> Setup.definer(agent.agentUrl()))
                        .orElse(removed.subject());
                yield remove(ledger, Setup.CREATIVE_AGENT, c.revision(), definer, removed);
            }
            case PutSignalsAgent c -> {
                check(found, c.signalsAgent());
                yield put(
                        found,
                        ledger,
                        Setup.SIGNALS_AGENT,
                        c.revision(),
                        c.signalsAgent(),
                        new SignalsAgentPut(c.signalsAgent()));
            }
            case RemoveSignalsAgent c ->
                remove(ledger, Setup.SIGNALS_AGENT, c.revision(), new SignalsAgentRemoved(c.agentId()));
            case ConfigureAdapter c -> {
                AdapterRules.check(found, c.adapter());
                yield put(
                        found,
                        ledger,
                        Setup.ADAPTER,
                        c.revision(),
                        c.adapter(),
                        new AdapterConfigSet(context.tenant(), c.adapter()));
            }
            case ConfigureAuth c -> {
                AuthRules.check(found, c.auth());
                yield put(
                        found,
                        ledger,
                        Setup.AUTH,
                        c.revision(),
                        c.auth(),
                        new AuthConfigSet(context.tenant(), c.auth()));
            }
            case PutStrategy c -> {
                check(found, ledger, c.strategy());
                yield put(found, ledger, Setup.STRATEGY, c.revision(), c.strategy(), new StrategyPut(c.strategy()));
            }
            case RemoveStrategy c -> remove(ledger, Setup.STRATEGY, c.revision(), new StrategyRemoved(c.strategyId()));
        };
    }

    private static void check(Findings found, Agent agent) {
        Secrets.checkReference(found, "/credentials", agent.credentials());
        Secrets.checkAddress(found, "/agent_url", agent.agentUrl());
        Secrets.checkHeader(found, "/auth_header", agent.authHeader());
        Names.check(found, agent.name());
        if ((agent.authType() == null) != (agent.credentials() == null)) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    agent.authType() == null ? "/auth_type" : "/credentials",
                    "auth_type and credentials are given together or not at all.",
                    "Give the one that is missing, or leave both out.");
        }
        int seconds = agent.effectiveTimeoutSeconds();
        if (seconds < 1 || seconds > LONGEST_TIMEOUT_SECONDS) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/timeout_seconds",
                    "A timeout is 1 to %d seconds, not %d.".formatted(LONGEST_TIMEOUT_SECONDS, seconds),
                    "Leave it out for " + Agent.USUAL_TIMEOUT_SECONDS + ".");
        }
    }

    private static void check(Findings found, Ledger ledger, Strategy strategy) {
        Names.check(found, strategy.name());
        var principal = strategy.principalId();
        if (principal != null && ledger.find(Principal.KIND, principal.value()).isEmpty()) {
            found.add(
                    ErrorCode.REFERENCE_NOT_FOUND,
                    "/principal_id",
                    "There is no principal " + principal + ".",
                    "Register it with register_principal, or leave principal_id out.");
        }
        Boolean said = strategy.isSimulation();
        boolean simulation = strategy.strategyId().isSimulation();
        if (said != null && said != simulation) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/is_simulation",
                    "Strategy %s is %s simulation by its id.".formatted(strategy.strategyId(), simulation ? "a" : "no"),
                    "Begin the ids of simulations, and no others, with sim_; is_simulation may be left out.");
        }
    }
}
