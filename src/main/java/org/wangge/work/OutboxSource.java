package org.wangge.work;

import org.bson.Document;

/** A collection whose documents carry events to be told; its owner says how to read them. */
public interface OutboxSource {

    String collection();

    /** Reads an event as it was given to {@link Outbox#append}. */
    DomainEvent read(Document event);
}
