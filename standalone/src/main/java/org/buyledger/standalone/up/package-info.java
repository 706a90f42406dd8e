/** What {@code buyledger up} does: starts a Kafka broker, a PostgreSQL and the services, and keeps them running. */
@NullMarked
package org.buyledger.standalone.up;

import org.jspecify.annotations.NullMarked;
