/** Rules for steps that wait for the publisher, and for contexts. */
@NullMarked
package org.buyledger.command.workflow;

import org.jspecify.annotations.NullMarked;
