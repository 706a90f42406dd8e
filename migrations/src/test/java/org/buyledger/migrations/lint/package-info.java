/** Tests of the pure parts of lint. */
@NullMarked
package org.buyledger.migrations.lint;

import org.jspecify.annotations.NullMarked;
