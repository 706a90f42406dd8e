package org.buyledger.events.tenancy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What else is known of a publisher: for front ends, sign-in and billing to go by. No rule rests on it.
 *
 * @param subdomain the part of a host name under which a front end serves it
 * @param virtualHost the whole host name under which a front end serves it
 * @param billingPlan what the operator bills it by
 * @param billingContact the e-mail address of who pays
 * @param authorizedEmails who may become its user by signing in
 * @param authorizedDomains the domains whose addresses' owners may
 * @param orderNameTemplate how orders of its media buys are named in an ad server
 */
public record TenantProfile(
        @Nullable String subdomain,
        @Nullable String virtualHost,
        @Nullable String billingPlan,
        @Nullable String billingContact,
        List<String> authorizedEmails,
        List<String> authorizedDomains,
        @Nullable String orderNameTemplate) {
    public static final TenantProfile EMPTY = new TenantProfile(null, null, null, null, List.of(), List.of(), null);
}
