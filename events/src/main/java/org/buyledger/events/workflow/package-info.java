/** Steps that wait for a person. */
@NullMarked
package org.buyledger.events.workflow;

import org.jspecify.annotations.NullMarked;
