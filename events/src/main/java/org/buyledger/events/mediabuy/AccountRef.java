package org.buyledger.events.mediabuy;

import org.jspecify.annotations.Nullable;

/**
 * Who pays: an account by its id, or by its natural key. AdCP 3.1.19, core/account-ref.json.
 *
 * @param accountId the seller's id of the account; then nothing else is given
 * @param brand the advertiser
 * @param operator the domain of who operates for it; given exactly when {@code brand} is
 * @param sandbox whether the sandbox account of that pair is meant
 */
public record AccountRef(
        @Nullable String accountId,
        @Nullable BrandRef brand,
        @Nullable String operator,
        @Nullable Boolean sandbox) {

    public AccountRef {
        boolean byId = accountId != null && brand == null && operator == null && sandbox == null;
        boolean byKey = accountId == null && brand != null && operator != null;
        if (!byId && !byKey) {
            throw new IllegalArgumentException("an account is given by account_id alone, or by brand and operator");
        }
    }

    /** One text for one account, for use in keys. */
    public String key() {
        if (accountId != null) {
            return "id:" + accountId;
        }
        BrandRef named = brand;
        String brandKey = named == null ? "" : named.domain() + '#' + (named.brandId() == null ? "" : named.brandId());
        return "brand:" + brandKey + '@' + operator + (Boolean.TRUE.equals(sandbox) ? ":sandbox" : "");
    }
}
