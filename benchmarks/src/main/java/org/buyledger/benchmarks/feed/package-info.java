/** How soon very many clients have an event, and what they cost. */
@NullMarked
package org.buyledger.benchmarks.feed;

import org.jspecify.annotations.NullMarked;
