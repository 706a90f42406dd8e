/** The service that answers queries: REST on the read tables. */
@NullMarked
package org.buyledger.query;

import org.jspecify.annotations.NullMarked;
