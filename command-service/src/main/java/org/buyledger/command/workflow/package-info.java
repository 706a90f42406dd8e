/** Rules for steps that wait for the publisher. */
@NullMarked
package org.buyledger.command.workflow;

import org.jspecify.annotations.NullMarked;
