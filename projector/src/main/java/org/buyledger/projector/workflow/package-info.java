/** The table of workflow steps. */
@NullMarked
package org.buyledger.projector.workflow;

import org.jspecify.annotations.NullMarked;
