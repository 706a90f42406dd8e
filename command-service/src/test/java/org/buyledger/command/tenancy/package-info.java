@NullMarked
package org.buyledger.command.tenancy;

import org.jspecify.annotations.NullMarked;
