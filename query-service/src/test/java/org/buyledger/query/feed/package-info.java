@NullMarked
package org.buyledger.query.feed;

import org.jspecify.annotations.NullMarked;
