/** What a tenant's people configure, as it is read. */
@NullMarked
package org.buyledger.query.configuration;

import org.jspecify.annotations.NullMarked;
