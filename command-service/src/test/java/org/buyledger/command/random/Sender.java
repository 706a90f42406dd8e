package org.buyledger.command.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.buyledger.events.Command;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.WireTypes;
import org.jspecify.annotations.Nullable;

/** Makes up what happens next: mostly what a caller of that role could mean, at times something hostile. */
final class Sender {
    private static final List<String> FREQUENT = List.of("create_media_buy", "update_media_buy", "sync_creatives");
    private static final List<String> DECISIONS =
            List.of("approve_workflow_step", "reject_workflow_step", "review_creative");
    private static final long[] WAITS = {0, 1, 3600, 86_400, 300_000, 1_000_000};

    private final Random random;
    private final World world;
    private final Payloads payloads;
    private final List<String> types = new ArrayList<>();
    private final List<Action.Send> sent = new ArrayList<>();

    Sender(Random random, World world) {
        this.random = random;
        this.world = world;
        this.payloads = new Payloads(random, world);
        for (String type : Command.TYPES.names()) {
            String name = name(type);
            boolean ends = name.startsWith("remove") || name.startsWith("deactivate") || name.startsWith("archive");
            int weight = FREQUENT.contains(name) ? 40 : DECISIONS.contains(name) ? 24 : ends ? 1 : 4;
            for (int i = 0; i < weight; i++) {
                types.add(type);
            }
        }
    }

    /** The middle of a type's wire name. */
    static String name(String type) {
        return type.substring(WireTypes.PREFIX.length(), type.lastIndexOf('.'));
    }

    Action next() {
        int dice = random.nextInt(100);
        if (dice < 3) {
            return new Action.Restart(true);
        }
        if (dice < 12) {
            return new Action.Wait(WAITS[random.nextInt(WAITS.length)]);
        }
        if (dice < 17 && !sent.isEmpty()) {
            Action.Send old = sent.get(random.nextInt(sent.size()));
            return random.nextInt(3) > 0
                    ? old
                    : new Action.Send(old.tenant(), old.token(), id(), old.type(), old.payload());
        }
        Action.Send send = send();
        sent.add(send);
        return send;
    }

    private Action.Send send() {
        String wanted = types.get(random.nextInt(types.size()));
        // There is nothing to do before there is a buy.
        String type = random.nextInt(world.log().size()) < 12 ? WireTypes.PREFIX + "create_media_buy.v1" : wanted;
        String tenant = random.nextInt(60) == 0 ? "ghost" : Setup.TENANTS.get(random.nextInt(2));
        Role[] roles = Command.TYPES
                .find(type)
                .orElseThrow()
                .getAnnotation(SentBy.class)
                .value();
        Role role = roles[random.nextInt(roles.length)];
        String buyer = Setup.BUYERS.get(random.nextInt(2)) + "-" + tenant;
        String id = random.nextInt(40) == 0 && !sent.isEmpty()
                ? sent.get(random.nextInt(sent.size())).id()
                : id();
        String payload = payloads.of(name(type), tenant, buyer);
        return new Action.Send(
                tenant, token(role, tenant, buyer), id, random.nextInt(100) == 0 ? type + "x" : type, payload);
    }

    private String id() {
        return "cmd-" + (sent.size() + world.log().size() * 1000L);
    }

    private @Nullable String token(Role role, String tenant, String buyer) {
        return switch (random.nextInt(30)) {
            case 0 -> null;
            case 1 -> "nobody";
            case 2 -> token(List.of(Role.values()).get(random.nextInt(Role.values().length)), tenant, buyer);
            case 3 -> token(role, Setup.TENANTS.get(random.nextInt(2)), buyer);
            default ->
                switch (role) {
                    case ROOT -> "root";
                    case BUYER -> buyer;
                    case VIEWER, MANAGER, ADMIN -> role.wire() + "-" + tenant;
                };
        };
    }
}
