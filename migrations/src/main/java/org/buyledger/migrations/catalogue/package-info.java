/** What a schema has, in what two schemas differ, and the statements that lead from one to the other and back. */
@NullMarked
package org.buyledger.migrations.catalogue;

import org.jspecify.annotations.NullMarked;
