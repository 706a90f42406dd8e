/** Limits and headers of the HTTP side. */
@NullMarked
package org.buyledger.query.http;

import org.jspecify.annotations.NullMarked;
