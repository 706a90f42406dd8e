/** Rules of reading the audit log. */
@NullMarked
package org.buyledger.query.audit;

import org.jspecify.annotations.NullMarked;
