package org.buyledger.migrations.catalogue;

/** The kinds of objects that a schema can have, in an order in which they can be made where nothing else decides. */
public enum Kind {
    ENUM("type"),
    DOMAIN("domain"),
    SEQUENCE("sequence"),
    TABLE("table"),
    COLUMN("column"),
    CONSTRAINT("constraint"),
    INDEX("index"),
    FUNCTION("function"),
    VIEW("view"),
    MATERIALIZED_VIEW("materialized view"),
    TRIGGER("trigger"),
    POLICY("policy"),
    /** What has no statements here: it is compared, and a difference in it is told. */
    OTHER("object");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** As SQL and people call it. */
    public String word() {
        return word;
    }
}
