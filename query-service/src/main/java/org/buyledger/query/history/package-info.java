/** What happened to an object, and what each event changed of what is shown of it. */
@NullMarked
package org.buyledger.query.history;

import org.jspecify.annotations.NullMarked;
