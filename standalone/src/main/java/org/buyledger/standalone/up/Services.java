package org.buyledger.standalone.up;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.buyledger.operations.Setting;

/** What runs in a whole Buyledger, and how each part is set. */
final class Services {
    /** Partitions of the topics: few, because one machine's two cores serve them all. */
    private static final String PARTITIONS = "4";

    private Services() {}

    /** The broker; it is ready when topics can be made. */
    static Service broker() {
        return new Service(
                BrokerProcess.NAME,
                BrokerProcess.class.getName(),
                List.of("-Xmx384m"),
                Set.of(),
                Map.of(Setting.LOG_LEVEL, "WARN"));
    }

    /** The services, which start as soon as what they need is ready. */
    static List<Service> all(DataFolder folder, Ports ports) {
        String kafka = "localhost:" + ports.kafka();
        String database = "jdbc:postgresql://localhost:" + ports.postgres() + "/" + Postgres.DATABASE;
        String password = folder.file("postgres.password").toString();
        return List.of(
                new Service(
                        "command-service",
                        "org.buyledger.command.Main",
                        List.of("-Xmx384m"),
                        Set.of(BrokerProcess.NAME),
                        Map.of(
                                Setting.KAFKA_BOOTSTRAP,
                                kafka,
                                Setting.TOPIC_PARTITIONS,
                                PARTITIONS,
                                Setting.COMMANDS_PORT,
                                Integer.toString(ports.commands()),
                                Setting.API_URL,
                                "http://localhost:" + ports.http(),
                                Setting.STATE_DIR,
                                folder.file("state").toString(),
                                Setting.ROOT_TOKEN_FILE,
                                folder.file("root.token").toString())),
                new Service(
                        "projector",
                        "org.buyledger.projector.Main",
                        List.of("-Xmx512m"),
                        Set.of(BrokerProcess.NAME, Postgres.NAME),
                        Map.of(
                                Setting.KAFKA_BOOTSTRAP, kafka,
                                Setting.DB_URL, database,
                                Setting.DB_PASSWORD_FILE, password)),
                new Service(
                        "query-service",
                        "org.buyledger.query.Main",
                        // What answers are made of is alive for some milliseconds: 32 lists at once are 20 MB of it.
                        List.of("-Xmx256m", "-XX:NewRatio=1"),
                        Set.of(Postgres.NAME),
                        Map.of(
                                Setting.KAFKA_BOOTSTRAP, kafka,
                                Setting.HTTP_PORT, Integer.toString(ports.http()),
                                Setting.ROOT_TOKEN_FILE,
                                        folder.file("root.token").toString(),
                                Setting.DB_URL, database,
                                Setting.DB_PASSWORD_FILE, password)));
    }
}
