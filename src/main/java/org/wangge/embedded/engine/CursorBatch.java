package org.wangge.embedded.engine;

import java.util.List;

/**
 * The part of an answer that carries documents, still as the bytes they are stored in; the wire writes them without decoding.
 *
 * @param field {@code firstBatch} or {@code nextBatch}
 * @param cursor 0 when there is no more
 */
public record CursorBatch(String field, String namespace, long cursor, List<byte[]> documents) {}
