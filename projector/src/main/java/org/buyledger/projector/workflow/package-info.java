/** The tables of workflow steps and of contexts. */
@NullMarked
package org.buyledger.projector.workflow;

import org.jspecify.annotations.NullMarked;
