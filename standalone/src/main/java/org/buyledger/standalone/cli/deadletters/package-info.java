/** {@code buyledger dead-letters} and its verbs. */
@NullMarked
package org.buyledger.standalone.cli.deadletters;

import org.jspecify.annotations.NullMarked;
