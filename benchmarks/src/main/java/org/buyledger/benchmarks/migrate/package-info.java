/** How long the verbs of {@code buyledger migrate} take, beside Alembic's. */
@NullMarked
package org.buyledger.benchmarks.migrate;

import org.jspecify.annotations.NullMarked;
