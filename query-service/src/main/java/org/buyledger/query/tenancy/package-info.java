/** Tenants, and who acts for them and buys from them, as they are read. */
@NullMarked
package org.buyledger.query.tenancy;

import org.jspecify.annotations.NullMarked;
