package org.buyledger.standalone.up;

/** A service that cannot start. */
final class BrokenService {
    private BrokenService() {}

    public static void main(String[] args) {
        System.err.println("ERROR the key of the cellar is lost");
        System.exit(7);
    }
}
