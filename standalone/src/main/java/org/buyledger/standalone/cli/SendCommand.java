package org.buyledger.standalone.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.buyledger.events.Command;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.EventRef;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
import org.buyledger.events.WireTypes;
import org.buyledger.events.client.CommandClient;
import org.buyledger.events.client.CommandRecord;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code buyledger send}. */
@CommandLine.Command(
        name = "send",
        description = {
            "Puts one command on Kafka, waits for its result and prints it.",
            "Exit code 0 when it was accepted or submitted, now or before; 7 when it was refused; 8 when no result came."
        })
public final class SendCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TYPE", description = "Such as create_media_buy; docs/message-formats.md lists all.")
    private String type = "";

    @Option(names = "--tenant", paramLabel = "T", required = true, description = "The tenant's id.")
    private String tenant = "";

    @Option(
            names = "--token",
            paramLabel = "X",
            description =
                    "The sender's bearer token; rather set BUYLEDGER_TOKEN, which other users of the machine do not see.")
    private @Nullable String token;

    @Option(
            names = "--file",
            paramLabel = "F",
            defaultValue = "-",
            description = "The payload, JSON; - for standard input, which is the default.")
    private String file = "-";

    @Option(names = "--id", paramLabel = "ID", description = "The command's id. Default: a random one.")
    private @Nullable String id;

    @Option(names = "--timeout", paramLabel = "S", defaultValue = "15", description = "Seconds to wait. Default: 15.")
    private int timeout;

    @Option(names = "-o", defaultValue = "table", description = "table or json. Default: table.")
    private Output output = Output.table;

    @Override
    public Integer call() throws Failed, IOException {
        Settings settings = new Settings(System.getenv());
        CommandRecord command = new CommandRecord(
                id == null ? UUID.randomUUID().toString() : id,
                fullType(),
                tenant(),
                token == null ? settings.optional(Setting.TOKEN).orElse(null) : token,
                null,
                payload());
        try (CommandClient client = new CommandClient(settings.kafka())) {
            Optional<CommandResult> result = client.send(command, Duration.ofSeconds(timeout));
            if (result.isEmpty()) {
                throw new Failed(
                        ExitCode.NO_ANSWER,
                        "no result came within %d s; whether the command was decided is not known, and sending it again with --id %s is safe."
                                .formatted(timeout, command.id()));
            }
            print(result.get());
            return result.get().error() == null ? ExitCode.OK : ExitCode.REJECTED;
        }
    }

    private TenantId tenant() throws Failed {
        try {
            return new TenantId(tenant);
        } catch (IllegalArgumentException e) {
            throw new Failed(ExitCode.USAGE, "--tenant: " + e.getMessage() + ".");
        }
    }

    /** The type with what every type begins with, and with the newest version where none is given. */
    private String fullType() {
        String full = type.startsWith(WireTypes.PREFIX) ? type : WireTypes.PREFIX + type;
        return Command.TYPES.names().stream()
                .filter(name -> name.startsWith(full + ".v"))
                .reduce((older, newer) -> newer)
                .orElse(full);
    }

    private String payload() throws Failed, IOException {
        if (file.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new Failed(ExitCode.USAGE, "--file names %s, which cannot be read: %s.".formatted(file, e));
        }
    }

    private void print(CommandResult result) {
        if (output == Output.json) {
            System.out.println(Json.EVENTS.writeValueAsString(result));
            return;
        }
        System.out.printf("%-9s %s%n", "command", result.commandId());
        String again = result.outcome() == Outcome.DUPLICATE ? " (answered before; this is that answer)" : "";
        System.out.printf("%-9s %s%s%n", "outcome", result.outcome().wire(), again);
        if (result.position() != null) {
            System.out.printf("%-9s %d%n", "position", result.position());
        }
        for (EventRef event : result.events()) {
            System.out.printf(
                    "%-9s %d %s %s, revision %d%n",
                    "event",
                    event.sequence(),
                    event.type().substring(WireTypes.PREFIX.length()),
                    event.subject(),
                    event.revision());
        }
        if (result.response() != null) {
            System.out.printf("%-9s %s%n", "response", Output.pretty(result.response()));
        }
        Failure error = result.error();
        if (error != null) {
            System.out.printf(
                    "%-9s %s%s%n", "error", error.code(), error.field() == null ? "" : " at " + error.field());
            System.out.printf("%-9s %s%n", "", error.message());
            System.out.printf("%-9s %s%n", "", error.suggestion());
        }
    }
}
