/** The rules of the revision graph, each on a graph that is drawn in the test. */
@NullMarked
package org.buyledger.migrations.graph;

import org.jspecify.annotations.NullMarked;
