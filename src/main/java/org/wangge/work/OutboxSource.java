package org.wangge.work;

import java.util.List;
import org.bson.Document;

/** A collection whose documents carry events to be told; its owner says how to read them. */
public interface OutboxSource {

    String collection();

    /** Reads what was given to {@link Outbox#append}: the event, and where a module wants to tell itself more, that too. */
    List<DomainEvent> read(Document event);
}
