/** Rules for tenants, principals and users. */
@NullMarked
package org.buyledger.command.tenancy;

import org.jspecify.annotations.NullMarked;
