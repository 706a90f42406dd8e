/** Writes the files of new revisions. */
@NullMarked
package org.buyledger.migrations.files;

import org.jspecify.annotations.NullMarked;
