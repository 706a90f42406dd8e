/** Tests of {@code buyledger migrate} as it is typed, on a real database. */
@NullMarked
package org.buyledger.standalone.cli.migrate;

import org.jspecify.annotations.NullMarked;
