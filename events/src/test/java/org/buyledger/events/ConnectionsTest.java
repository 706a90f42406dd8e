package org.buyledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.buyledger.events.client.Connections;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private final Map<MetricName, Metric> metrics = new LinkedHashMap<>();

    private void measured(String group, String name, String client, Object value) {
        MetricName metric = new MetricName(name, group, "", Map.of("client-id", client));
        metrics.put(metric, new Metric() {
            @Override
            public MetricName metricName() {
                return metric;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        });
    }

    @Test
    void clients_without_a_connection_have_no_broker() {
        assertThat(Connections.isAnyOpen(metrics)).isFalse();

        measured("consumer-metrics", "connection-count", "c-1", 0.0);
        measured("producer-metrics", "connection-count", "p-1", 0.0);
        measured("admin-client-metrics", "connection-count", "a-1", 1.0);
        measured("consumer-metrics", "connection-creation-total", "c-1", 7.0);
        measured("consumer-metrics", "connection-count", "app-StreamThread-1-restore-consumer", 1.0);
        assertThat(Connections.isAnyOpen(metrics)).isFalse();
    }

    @Test
    void one_connection_is_enough() {
        measured("consumer-metrics", "connection-count", "c-1", 0.0);
        measured("consumer-metrics", "connection-count", "c-2", 2.0);

        assertThat(Connections.isAnyOpen(metrics)).isTrue();
    }
}
