/** What the read API promises, tried over HTTP on a real PostgreSQL. */
@NullMarked
package org.buyledger.query;

import org.jspecify.annotations.NullMarked;
