/** What every request and answer have in common: routes, parameters, headers, problems, JSON. */
@NullMarked
package org.buyledger.query.http;

import org.jspecify.annotations.NullMarked;
