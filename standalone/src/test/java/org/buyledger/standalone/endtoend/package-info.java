@NullMarked
package org.buyledger.standalone.endtoend;

import org.jspecify.annotations.NullMarked;
