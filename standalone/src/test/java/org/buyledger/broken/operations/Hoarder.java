package org.buyledger.broken.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.webserver.WebServer;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.streams.KafkaStreams;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import picocli.CommandLine;

/** Knows every library. */
record Hoarder(
        CommandLine commandLine,
        DSLContext dSLContext,
        Flyway flyway,
        HikariDataSource hikariDataSource,
        KafkaRaftServer kafkaRaftServer,
        KafkaStreams kafkaStreams,
        ObjectMapper oldMapper,
        WebServer webServer) {}
