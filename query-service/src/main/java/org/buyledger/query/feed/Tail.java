package org.buyledger.query.feed;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The end of a tenant's log, and those who follow it. */
final class Tail {
    private final String tenant;
    private final Set<Subscription> followers = ConcurrentHashMap.newKeySet();
    private volatile Recent recent;
    /** When the last follower left, by {@link System#nanoTime}. */
    private volatile long idleSince = System.nanoTime();

    Tail(String tenant, Recent recent) {
        this.tenant = tenant;
        this.recent = recent;
    }

    String tenant() {
        return tenant;
    }

    Recent recent() {
        return recent;
    }

    /** Lets all followers know what is new; each takes it in its own thread. */
    void publish(Recent next) {
        recent = next;
        followers.forEach(Subscription::wake);
    }

    void join(Subscription subscription) {
        followers.add(subscription);
    }

    void leave(Subscription subscription) {
        idleSince = System.nanoTime();
        followers.remove(subscription);
    }

    /** Whether nobody has followed it for so long. */
    boolean isIdleFor(long nanos) {
        return followers.isEmpty() && System.nanoTime() - idleSince > nanos;
    }
}
