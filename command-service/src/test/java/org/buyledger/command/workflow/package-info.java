@NullMarked
package org.buyledger.command.workflow;

import org.jspecify.annotations.NullMarked;
