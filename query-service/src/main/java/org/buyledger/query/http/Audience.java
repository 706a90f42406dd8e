package org.buyledger.query.http;

import org.buyledger.events.Role;

/** Whom a resource is for; what each of them sees of it is the endpoint's to say. */
public enum Audience {
    /** The principals and users of tenants. */
    MEMBERS("principals and users", "Send a principal's or a user's token.", true, true, false),
    /** The publisher's people. */
    USERS("the publisher's users", "Send a user's token.", false, true, false),
    /** Who looks after the installation, and the publisher's people. */
    OPERATORS("the publisher's users and the operator", "Send a user's token or the root token.", false, true, true),
    EVERYBODY("everybody", "Send any token.", true, true, true);

    private final String name;
    private final String suggestion;
    private final boolean principals;
    private final boolean users;
    private final boolean operator;

    Audience(String name, String suggestion, boolean principals, boolean users, boolean operator) {
        this.name = name;
        this.suggestion = suggestion;
        this.principals = principals;
        this.users = users;
        this.operator = operator;
    }

    private boolean includes(Role role) {
        return switch (role) {
            case ROOT -> operator;
            case BUYER -> principals;
            case VIEWER, MANAGER, ADMIN -> users;
        };
    }

    /**
     * Lets a role pass.
     *
     * @throws Problem PERMISSION_DENIED when the resource is not for it
     */
    void admit(Role role, String route) {
        if (!includes(role)) {
            throw new Problem(
                            ProblemType.PERMISSION_DENIED,
                            "%s is for %s, and the token is %s."
                                    .formatted(
                                            route,
                                            name,
                                            role == Role.ROOT ? "the root token" : "a " + role.wire() + "'s"))
                    .suggestion(suggestion);
        }
    }
}
