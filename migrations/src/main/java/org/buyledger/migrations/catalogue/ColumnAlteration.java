package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.List;

/** A column that stays and is not what it was. */
final class ColumnAlteration {
    private final Alteration alteration;
    private final Item before;
    private final Item after;

    ColumnAlteration(Alteration alteration) {
        this.alteration = alteration;
        before = alteration.before();
        after = alteration.after();
    }

    void column() {
        String name = after.key().owner() + "." + after.key().name();
        String alter = "ALTER TABLE %s ALTER COLUMN %s"
                .formatted(after.key().owner(), after.key().name());
        boolean retyped = alteration.differs("type") || alteration.differs("collation");
        if (retyped) {
            alteration
                    .main()
                    .add(Move.of(retype(alter, before, after), retype(alter, after, before))
                            .hazard("%s becomes %s: the table may be written anew, and is locked meanwhile"
                                    .formatted(name, after.text("type"))));
        } else if (alteration.differs("default")) {
            alteration.main().add(Move.of(Alteration.setDefault(alter, after), Alteration.setDefault(alter, before)));
        }
        if (alteration.differs("generated")) {
            alteration
                    .main()
                    .add(Move.of(setExpression(alter, after), setExpression(alter, before))
                            .hazard("all rows of %s are written anew"
                                    .formatted(after.key().owner())));
        }
        if (alteration.differs("not null")) {
            notNull(alter);
        }
        identity(alter);
        if (alteration.differs("storage")) {
            alteration.main().add(Move.of(storage(alter, after), storage(alter, before)));
        }
        if (alteration.differs("compression")) {
            alteration.main().add(Move.of(compression(alter, after), compression(alter, before)));
        }
    }

    private static String storage(String alter, Item item) {
        return alter + " SET STORAGE " + item.attributes().getOrDefault("storage", "DEFAULT");
    }

    private static String compression(String alter, Item item) {
        return alter + " SET COMPRESSION " + item.attributes().getOrDefault("compression", "default");
    }

    private static String setExpression(String alter, Item item) {
        String generated = item.text("generated");
        return "%s SET EXPRESSION AS (%s)".formatted(alter, generated.substring(0, generated.lastIndexOf(' ')));
    }

    private static List<String> retype(String alter, Item one, Item other) {
        List<String> statements = new ArrayList<>();
        boolean hasDefault = one.get("default") != null;
        if (hasDefault) {
            statements.add(alter + " DROP DEFAULT");
        }
        String type = other.text("type");
        String collation = other.get("collation") == null ? "" : " COLLATE " + other.get("collation");
        String using = one.get("generated") == null
                ? " USING %s::%s".formatted(one.key().name(), type)
                : "";
        statements.add(alter + " TYPE " + type + collation + using);
        if (other.get("default") != null) {
            statements.add(alter + " SET DEFAULT " + other.get("default"));
        }
        return statements;
    }

    /** By way of a check, which is validated while others write; then NOT NULL need not look at the rows again. */
    private void notNull(String alter) {
        Move set = Move.of(alter + " SET NOT NULL", alter + " DROP NOT NULL");
        if (after.get("not null") == null) {
            alteration.main().add(set.back());
            return;
        }
        String table = "ALTER TABLE " + after.key().owner();
        String check = (after.key().owner() + "_" + after.key().name() + "_is_not_null").replace("\"", "");
        String add = "%s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID"
                .formatted(table, check, after.key().name());
        String drop = "%s DROP CONSTRAINT %s".formatted(table, check);
        String validate = "%s VALIDATE CONSTRAINT %s".formatted(table, check);
        alteration.main().add(Move.of(add, drop));
        alteration.last().add(Move.alone(List.of(validate), List.of(drop, add)));
        alteration.last().add(set);
        alteration.last().add(Move.of(List.of(drop), List.of(add, validate)));
    }

    private void identity(String alter) {
        String old = before.get("identity");
        String now = after.get("identity");
        if (!alteration.differs("identity") && !alteration.differs("identity sequence")) {
            return;
        }
        String drop = alter + " DROP IDENTITY";
        if (old == null) {
            alteration.main().add(Move.of(addIdentity(alter, after), drop));
        } else if (now == null) {
            alteration.main().add(Move.of(drop, addIdentity(alter, before)));
        } else {
            alteration.main().add(Move.of(setIdentity(alter, after), setIdentity(alter, before)));
        }
    }

    private static String addIdentity(String alter, Item item) {
        return "%s ADD GENERATED %s AS IDENTITY (%s)"
                .formatted(alter, item.text("identity"), item.text("identity sequence"));
    }

    private static String setIdentity(String alter, Item item) {
        return "%s SET GENERATED %s %s"
                .formatted(
                        alter,
                        item.text("identity"),
                        item.text("identity sequence")
                                .replaceAll(
                                        "\\b(START|INCREMENT|MINVALUE|MAXVALUE|CACHE|NO CYCLE|(?<!NO )CYCLE)\\b",
                                        "SET $1"));
    }
}
