/** Publishers (tenants), their buyers (principals) and their people (users). */
@NullMarked
package org.buyledger.events.tenancy;

import org.jspecify.annotations.NullMarked;
