/** The verbs of {@code buyledger migrate}. */
@NullMarked
package org.buyledger.standalone.cli.migrate;

import org.jspecify.annotations.NullMarked;
