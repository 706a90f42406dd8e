/** How fast query-service answers, beside what the database itself does with the same statements. */
@NullMarked
package org.buyledger.benchmarks.query;

import org.jspecify.annotations.NullMarked;
