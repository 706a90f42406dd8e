package org.buyledger.command.tenancy;

import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.LeadHours;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.Actor;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.events.tenancy.TokenHash;
import org.jspecify.annotations.Nullable;

/** What names, addresses and tokens have to be like. */
final class TenancyRules {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 255;
    /** A year. */
    private static final int MOST_HOURS = 8760;

    private TenancyRules() {}

    static void checkName(Findings found, String field, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "A name has 1 to " + LONGEST_NAME + " characters, not " + name.length() + ".",
                    "Give another name.");
        }
    }

    static void checkEmail(Findings found, String field, String email) {
        int at = email.indexOf('@');
        if (at < 1 || at == email.length() - 1 || email.length() > LONGEST_EMAIL || email.contains(" ")) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "'" + email + "' is not an e-mail address.",
                    "Give one such as ana@publisher.example.");
        }
    }

    static void checkSettings(Findings found, TenantSettings.@Nullable Change settings) {
        if (settings == null) {
            return;
        }
        Integer hours = settings.approvalDueHours();
        if (hours != null && (hours < 0 || hours > MOST_HOURS)) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/settings/approval_due_hours",
                    "A step is due after 1 to " + MOST_HOURS + " hours, not " + hours + ".",
                    "Give such a number, or 0 for steps that are never due.");
        }
        LeadHours.check(found, "/settings/creative_lead_hours", settings.creativeLeadHours());
    }

    /** A token names one identity: two with the same could not be told apart. */
    static void checkToken(Findings found, Ledger ledger, @Nullable TokenHash token, Actor actor) {
        if (token != null
                && ledger.ids(Index.TOKENS, token.value()).stream().anyMatch(id -> !id.equals(actor.toString()))) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/token_sha256",
                    "The token is in use by another principal or user.",
                    "Mint a new random token.");
        }
    }
}
