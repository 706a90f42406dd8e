/** The schema of the read tables: its revisions and what applies them. */
@NullMarked
package org.buyledger.migrations;

import org.jspecify.annotations.NullMarked;
