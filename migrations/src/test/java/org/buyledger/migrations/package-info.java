/** What the helpers around the database promise, tried on a real PostgreSQL. */
@NullMarked
package org.buyledger.migrations;

import org.jspecify.annotations.NullMarked;
