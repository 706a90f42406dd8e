package org.buyledger.events;

/**
 * The object that an event is about, as {@code ce_subject} writes it: {@code media_buy/mb_0123456789abcdef}. A kind whose
 * objects are named by two ids, such as a creative, has both in the id, parted by a slash: the first of them never has one.
 *
 * @param kind the object's kind, in the singular and snake_case
 * @param id unique among the kind's objects of one tenant
 */
public record Subject(String kind, String id) {

    public static Subject parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("a subject is written kind/id, not " + text);
        }
        return new Subject(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return kind + '/' + id;
    }
}
