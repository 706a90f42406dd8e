/** Tests that the pages under docs/ say what the code does. */
@NullMarked
package org.buyledger.standalone.docs;

import org.jspecify.annotations.NullMarked;
