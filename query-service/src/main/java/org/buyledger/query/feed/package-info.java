/** The change feed: the events of a tenant as they are projected, for many who follow them at once. */
@NullMarked
package org.buyledger.query.feed;

import org.jspecify.annotations.NullMarked;
