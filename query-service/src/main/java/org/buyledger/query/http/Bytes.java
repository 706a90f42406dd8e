package org.buyledger.query.http;

/**
 * A body that is written already.
 *
 * @param type its media type
 * @param content not changed any more by whoever made it
 */
@SuppressWarnings("ArrayRecordComponent") // written once and never compared
public record Bytes(String type, byte[] content) {}
