/** Who asks, and what that allows. */
@NullMarked
package org.buyledger.query.auth;

import org.jspecify.annotations.NullMarked;
