package org.buyledger.migrations.lint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is looked for. The table in docs/migrations.md is made of these. */
public enum Rule {
    DROP_TABLE(
            "who still reads or writes the table fails, and its rows are gone",
            "first the services that do not use it; drop it in a later release"),
    DROP_COLUMN(
            "who still reads or writes the column fails, and its values are gone",
            "first the services that do not use it; drop it in a later release"),
    RENAME_TABLE(
            "who still uses the old name fails",
            "a view with the old name in the same revision; drop it in a later release"),
    RENAME_COLUMN(
            "who still uses the old name fails",
            "a new column, filled in batches and kept equal by a trigger; drop the old one in a later release"),
    RENAME_ENUM_VALUE(
            "who still writes the old value fails, and who knows only that does not know the new one",
            "add the new value, write it, change the rows in batches"),
    CHANGE_TYPE(
            "all rows or indexes are written or read anew, and nobody reads or writes meanwhile",
            "a new column, filled in batches; for a table made from the events, a rebuild"),
    TABLE_REWRITE(
            "all rows are written anew, and nobody reads or writes meanwhile",
            "add the column without a value, set its default, fill it in batches"),
    TRUNCATE("all rows are gone at once, and nobody reads or writes meanwhile", "DELETE in batches, or a rebuild"),
    REQUIRED_COLUMN(
            "it fails as soon as there is a row, and services that do not know the column cannot write",
            "a constant default; or add it nullable, fill it in batches, then demand it"),
    SET_NOT_NULL(
            "all rows are read while nobody reads or writes",
            "ADD CONSTRAINT ... CHECK (x IS NOT NULL) NOT VALID; then VALIDATE CONSTRAINT; then SET NOT NULL, and drop the check"),
    DROP_NOT_NULL("readers that count on a value meet null", "first the readers that bear null"),
    VALIDATED_FOREIGN_KEY(
            "all rows are looked up while nobody writes to either table",
            "NOT VALID, and VALIDATE CONSTRAINT in a revision of its own"),
    VALIDATED_CHECK(
            "all rows are read while nobody reads or writes",
            "NOT VALID, and VALIDATE CONSTRAINT in a revision of its own"),
    CONSTRAINT_BUILDS_INDEX(
            "nobody writes while the index is built",
            "a unique index CONCURRENTLY, then ADD CONSTRAINT ... USING INDEX; where it excludes, a new table"),
    INDEX_BLOCKS_WRITES(
            "nobody writes while the index is built",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS, alone, outside a transaction"),
    DROP_INDEX_BLOCKS(
            "nobody reads or writes until those are done who use the table now",
            "CONCURRENTLY, alone, outside a transaction"),
    FOREIGN_KEY_WITHOUT_INDEX(
            "each row that is deleted or gets another key in the other table has all rows of this one read",
            "an index that begins with the columns of the foreign key"),
    JSON_COLUMN("json has no equality, so DISTINCT and GROUP BY fail, and it is parsed at each look", "jsonb"),
    CHAR_COLUMN("char(n) is filled up with blanks, which then count or not", "text, with a check if need be"),
    TIMESTAMP_WITHOUT_TIME_ZONE("it means another moment in each time zone", "timestamptz"),
    SMALL_KEY("the numbers end, and to widen a key is to write all rows anew", "bigint"),
    SERIAL_COLUMN("its sequence has rights and a life of its own", "bigint GENERATED ALWAYS AS IDENTITY"),
    ENUM_VALUE_UNPLACED("its place in the order is by chance the last", "ADD VALUE ... BEFORE or AFTER another"),
    DOMAIN_WITH_CONSTRAINT(
            "to change it reads all rows of all tables that use it, under their locks", "a check on the column"),
    LONG_NAME("the server cuts it to 63 bytes, so it is called something else", "a shorter name"),
    VACUUM_FULL("all rows are written anew, and nobody reads or writes meanwhile", "VACUUM, or pg_repack"),
    DATA_WITH_SCHEMA(
            "the rows and what the schema's change locked are locked until all is done",
            "a revision of its own, in batches"),
    CONCURRENTLY_NOT_REPEATABLE(
            "interrupted between the index and its record, it fails when it is run again", "IF NOT EXISTS"),
    FAILS("with rows in the tables, the server refuses it", "mend it; what stands on it can be looked at then"),
    USELESS_IGNORE("a line lint-ignore that ignores nothing", "its rule's right name and a reason; or no such line"),
    TWO_HEADS("upgrade head does not know where to go", "buyledger migrate merge"),
    BRANCHES_TOUCH(
            "databases may have applied the branches in either order", "look whether the outcome is the same; merge");

    private final String happens;
    private final String safe;

    Rule(String happens, String safe) {
        this.happens = happens;
        this.safe = safe;
    }

    /** What it is called, in small letters with hyphens. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What would happen in production. */
    public String happens() {
        return happens;
    }

    /** How to reach the same without that. */
    public String safe() {
        return safe;
    }

    /** The rule that is called so. */
    static Optional<Rule> titled(String title) {
        return Arrays.stream(values()).filter(one -> one.title().equals(title)).findFirst();
    }
}
