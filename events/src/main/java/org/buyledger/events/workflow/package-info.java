/** Steps that wait for a person, and contexts, in which people talk. */
@NullMarked
package org.buyledger.events.workflow;

import org.jspecify.annotations.NullMarked;
