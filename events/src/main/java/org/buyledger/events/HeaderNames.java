package org.buyledger.events;

/** The names of the Kafka headers: CloudEvents 1.0 in binary mode, and our extensions. */
public final class HeaderNames {
    public static final String CONTENT_TYPE = "content-type";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String SEQUENCE = "ce_sequence";
    public static final String REVISION = "ce_revision";
    public static final String ACTOR = "ce_actor";
    public static final String CAUSATION_ID = "ce_causationid";
    public static final String CORRELATION_ID = "ce_correlationid";
    /** Chosen by whoever sends a command, and on its result again: two senders may use the same command id. */
    public static final String REPLY_ID = "ce_replyid";

    public static final String PREVIOUS_HASH = "ce_prevhash";
    public static final String HASH = "ce_hash";
    public static final String TRACE_PARENT = "traceparent";
    public static final String AUTHORIZATION = "authorization";

    /** The content type of a payload in binary mode. */
    public static final String JSON = "application/json";
    /** The content type of a command that has its envelope in the value. */
    public static final String CLOUDEVENTS_JSON = "application/cloudevents+json";

    private HeaderNames() {}
}
