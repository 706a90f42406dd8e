/** The revisions of a schema, how they follow each other, and the steps from one state to another. Pure, but for the loader. */
@NullMarked
package org.buyledger.migrations.graph;

import org.jspecify.annotations.NullMarked;
