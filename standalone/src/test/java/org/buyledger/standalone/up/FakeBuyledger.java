package org.buyledger.standalone.up;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.buyledger.standalone.Buyledger;

/** The {@code buyledger} command with one fake service. */
final class FakeBuyledger {
    private FakeBuyledger() {}

    public static void main(String[] args) {
        Service fake = new Service(
                FakeService.NAME,
                FakeService.class.getName(),
                "64m",
                Set.of(BrokerProcess.NAME, Postgres.NAME),
                Map.of());
        DemoData none = (kafka, rootToken, file) -> {};
        System.exit(Buyledger.commandLine(new UpCommand((folder, ports) -> List.of(fake), none))
                .execute(args));
    }
}
