/** How far a tenant is projected, and waiting until it is far enough. */
@NullMarked
package org.buyledger.query.position;

import org.jspecify.annotations.NullMarked;
