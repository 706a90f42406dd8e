/** Says what the way up of a revision would do to those who use the database meanwhile. */
@NullMarked
package org.buyledger.migrations.lint;

import org.jspecify.annotations.NullMarked;
