/** Workflow steps and contexts as they are read. */
@NullMarked
package org.buyledger.query.workflow;

import org.jspecify.annotations.NullMarked;
