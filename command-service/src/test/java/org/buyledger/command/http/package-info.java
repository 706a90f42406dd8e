@NullMarked
package org.buyledger.command.http;

import org.jspecify.annotations.NullMarked;
