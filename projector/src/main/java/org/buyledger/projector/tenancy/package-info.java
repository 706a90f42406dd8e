/** The tables of tenants, principals and users. */
@NullMarked
package org.buyledger.projector.tenancy;

import org.jspecify.annotations.NullMarked;
