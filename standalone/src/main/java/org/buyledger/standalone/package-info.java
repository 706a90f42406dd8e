/** Everything on one machine: a Kafka broker, a PostgreSQL, the services, and the {@code buyledger} command. */
@NullMarked
package org.buyledger.standalone;

import org.jspecify.annotations.NullMarked;
