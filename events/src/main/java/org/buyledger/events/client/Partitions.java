package org.buyledger.events.client;

import org.apache.kafka.common.utils.Utils;

/** Which partition a tenant's records are on: murmur2 of the key, as Kafka's Java producer does by default. */
public final class Partitions {
    private Partitions() {}

    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
