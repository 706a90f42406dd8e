package org.buyledger.command.tenancy;

import java.util.List;
import java.util.regex.Pattern;
import org.buyledger.command.decision.Findings;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.tenancy.TenantProfile;
import org.jspecify.annotations.Nullable;

/** What a tenant's profile has to be like. */
final class ProfileRules {
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern SUBDOMAIN = Pattern.compile(LABEL);
    private static final Pattern DOMAIN = Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + "){1,20}");
    private static final Pattern TEMPLATE = Pattern.compile("([^{}]|\\{[a-z_|]{1,100}})+");
    private static final int LONGEST_PLAN = 50;
    private static final int LONGEST_TEMPLATE = 500;
    private static final int MOST_AUTHORIZED = 500;
    private static final int MOST_SHOWN = 60;

    private ProfileRules() {}

    static void check(Findings found, TenantProfile profile) {
        check(
                found,
                "/profile/subdomain",
                profile.subdomain(),
                SUBDOMAIN,
                "is not one part of a host name",
                "Give lower-case letters, digits and hyphens, such as acme.");
        checkDomain(found, "/profile/virtual_host", profile.virtualHost());
        checkPlan(found, profile.billingPlan());
        if (profile.billingContact() != null) {
            TenancyRules.checkEmail(found, "/profile/billing_contact", profile.billingContact());
        }
        checkNumber(found, "/profile/authorized_emails", profile.authorizedEmails());
        for (int i = 0; i < profile.authorizedEmails().size(); i++) {
            TenancyRules.checkEmail(
                    found,
                    "/profile/authorized_emails/" + i,
                    profile.authorizedEmails().get(i));
        }
        checkNumber(found, "/profile/authorized_domains", profile.authorizedDomains());
        for (int i = 0; i < profile.authorizedDomains().size(); i++) {
            checkDomain(
                    found,
                    "/profile/authorized_domains/" + i,
                    profile.authorizedDomains().get(i));
        }
        check(
                found,
                "/profile/order_name_template",
                profile.orderNameTemplate(),
                TEMPLATE,
                "is not a template of 1 to " + LONGEST_TEMPLATE + " characters",
                "Write placeholders in braces, such as {brand_name} or {campaign_name|brand_name}.");
    }

    private static void checkDomain(Findings found, String field, @Nullable String value) {
        check(found, field, value, DOMAIN, "is not a host name", "Give one in lower case, such as ads.acme.example.");
    }

    private static void check(
            Findings found, String field, @Nullable String value, Pattern pattern, String wrong, String remedy) {
        // The length first: matching a long text takes as much of the stack.
        if (value != null
                && (value.length() > LONGEST_TEMPLATE || !pattern.matcher(value).matches())) {
            String shown = value.length() <= MOST_SHOWN ? value : value.substring(0, MOST_SHOWN) + "...";
            found.add(ErrorCode.VALIDATION_ERROR, field, "'" + shown + "' " + wrong + ".", remedy);
        }
    }

    private static void checkPlan(Findings found, @Nullable String plan) {
        if (plan != null && (plan.isBlank() || plan.length() > LONGEST_PLAN)) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/profile/billing_plan",
                    "A billing plan has 1 to " + LONGEST_PLAN + " characters, not " + plan.length() + ".",
                    "Shorten it, or leave it out.");
        }
    }

    private static void checkNumber(Findings found, String field, List<String> values) {
        if (values.size() > MOST_AUTHORIZED) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "At most " + MOST_AUTHORIZED + " can be listed, not " + values.size() + ".",
                    "Authorize a whole domain instead.");
        }
    }
}
