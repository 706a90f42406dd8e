package org.buyledger.standalone.up;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.buyledger.standalone.Buyledger;

/** The {@code buyledger} command with one fake service. */
final class FakeBuyledger {
    /** The environment variable with the main class of the service; without it {@link FakeService}. */
    static final String MAIN_CLASS = "FAKE_MAIN_CLASS";

    private FakeBuyledger() {}

    public static void main(String[] args) {
        String mainClass = System.getenv().getOrDefault(MAIN_CLASS, FakeService.class.getName());
        // One that cannot start need not wait for Kafka and PostgreSQL.
        Set<String> needs =
                mainClass.equals(FakeService.class.getName()) ? Set.of(BrokerProcess.NAME, Postgres.NAME) : Set.of();
        Service fake = new Service(FakeService.NAME, mainClass, List.of("-Xmx64m"), needs, Map.of());
        DemoData none = (kafka, rootToken, file) -> {};
        System.exit(Buyledger.commandLine(new UpCommand((folder, ports) -> List.of(fake), none))
                .execute(args));
    }
}
