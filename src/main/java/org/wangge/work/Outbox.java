package org.wangge.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * The events of a document, stored inside it, so that a change and the intent to tell of it are one atomic fact. The fields
 * {@code outbox} and {@code dispatch} belong to this class and the relay; no one else writes them. An event stays until every
 * {@link Consumer} has heard it.
 */
public final class Outbox {

    /** A document with so many events that somebody has yet to hear takes no more, instead of growing without end. */
    public static final int CAPACITY = 100;

    private Outbox() {}

    /** A collection whose documents carry events to be told; its owner says how to read them. */
    public interface Source {

        String collection();

        /** Reads what was given to {@link #append}: the event, and where a module wants to tell itself more, that too. */
        List<DomainEvent> read(Document event);
    }

    /** For a new document: the two fields as they are inserted with it. */
    public static void insertInto(Document document, List<Document> events, Instant now) {
        document.append("outbox", new ArrayList<>(events)).append("dispatch", new Document("dueAt", now));
    }

    /**
     * For a change: adds the events to the update that makes it, and demands room for them of the document. A change that misses because
     * of it is taken again by {@link OptimisticRetry} like any other that missed: mostly the relay has told of the events by then.
     */
    public static void append(Document same, Document update, List<Document> events, Instant now) {
        Differences.operator(update, "$push").append("outbox", new Document("$each", events));
        Differences.operator(update, "$set").append("dispatch.dueAt", now);
        same.append("outbox." + (CAPACITY - 1), new Document("$exists", false));
    }
}
