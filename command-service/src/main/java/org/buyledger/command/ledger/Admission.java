package org.buyledger.command.ledger;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.buyledger.command.intake.PayloadReader;
import org.buyledger.command.intake.PayloadReader.Payload;
import org.buyledger.events.Command;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.tenancy.TenancyCommand.RegisterTenant;

/** What is looked at before a command is decided: its type, whether its sender may send it, and the form of its payload. */
final class Admission {
    private static final int LONGEST_QUOTE = 80;

    private Admission() {}

    /** What came of it. */
    sealed interface Verdict {
        /** It can be decided. */
        record Admitted(Command command) implements Verdict {}

        /** It cannot. */
        record Refused(Failure failure) implements Verdict {}
    }

    /** Looks at a command; {@code registered} says whether its tenant has a ledger. */
    static Verdict of(Attempt attempt, Payload.Intact payload, boolean registered) {
        Optional<Class<? extends Command>> kind = Command.TYPES.find(attempt.type());
        if (kind.isEmpty()) {
            return new Verdict.Refused(unknownType(attempt.type()));
        }
        SentBy sentBy = kind.get().getAnnotation(SentBy.class);
        if (Arrays.stream(sentBy.value()).noneMatch(attempt.caller().role()::includes)) {
            return new Verdict.Refused(Failure.of(
                    ErrorCode.PERMISSION_DENIED,
                    "authorization",
                    "%s may not send %s.".formatted(attempt.caller().actor(), attempt.type()),
                    Arrays.stream(sentBy.value())
                            .map(Role::wire)
                            .collect(Collectors.joining(" or a ", "It needs the token of a ", "."))));
        }
        if (!registered && kind.get() != RegisterTenant.class) {
            return new Verdict.Refused(Failure.of(
                    ErrorCode.REFERENCE_NOT_FOUND,
                    "key",
                    "Tenant " + attempt.tenant() + " is not registered.",
                    "Register it with register_tenant."));
        }
        return switch (PayloadReader.read(payload.tree(), kind.get())) {
            case PayloadReader.Read.Refused(Failure failure) -> new Verdict.Refused(failure);
            case PayloadReader.Read.Understood(Command command) -> new Verdict.Admitted(command);
        };
    }

    private static Failure unknownType(String type) {
        String near = Command.TYPES.names().stream()
                .filter(name -> name.contains(type.replaceAll(".*\\.(?=[a-z_]+(\\.v\\d+)?$)|\\.v\\d+$", "")))
                .findFirst()
                .orElse("org.buyledger.create_media_buy.v1");
        String quoted = type.length() <= LONGEST_QUOTE ? type : type.substring(0, LONGEST_QUOTE) + "...";
        return Failure.of(
                ErrorCode.INVALID_REQUEST,
                "ce_type",
                "'" + quoted + "' is not a type of command.",
                "Did you mean " + near + "? All types: docs/message-formats.md.");
    }
}
