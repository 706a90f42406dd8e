package org.buyledger.projector.rebuild;

/**
 * The names of the schemas of a rebuild.
 *
 * @param live where readers read
 */
record Schemas(String live) {
    /** Where tables are made. */
    String candidate() {
        return live + "_rebuild";
    }

    /** Where those go that were live, in the transaction that switches. */
    String aside() {
        return live + "_aside";
    }

    /** Where those stay that were live, to switch back to. */
    String kept() {
        return live + "_old";
    }

    /** The candidate's objects first, and behind them what it shares with the live schema, its types above all. */
    String candidatePath() {
        return quoted(candidate()) + "," + quoted(live);
    }

    static String path(String first, String second) {
        return quoted(first) + "," + quoted(second);
    }

    /** As SQL takes a name. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
