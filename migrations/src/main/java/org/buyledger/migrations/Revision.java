package org.buyledger.migrations;

/**
 * One change of the schema.
 *
 * @param id 12 hex digits, from the header of its file
 * @param version what Flyway orders by: when it was written, as yyyyMMddHHmmss
 * @param name what it does, as its file is called
 */
public record Revision(String id, String version, String name) {
    @Override
    public String toString() {
        return id + " (" + name + ")";
    }
}
