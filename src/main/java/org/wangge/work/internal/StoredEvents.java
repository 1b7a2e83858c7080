package org.wangge.work.internal;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * One document and what it has to tell, not yet read: one that cannot be read must not hold up the others.
 *
 * @param attempts how often the document as a whole could not be told: because this build could not read an event, or by an
 *     older build, which kept no marks
 * @param marks as they are stored
 */
record StoredEvents(Object id, int attempts, List<Document> outbox, List<Document> marks) {

    /** Where a document keeps its marks, if it has any. */
    static final String MARKS = "dispatch.waiting";

    static StoredEvents of(Document document) {
        Document dispatch = document.get("dispatch", new Document());
        return new StoredEvents(
                Objects.requireNonNull(document.get("_id")),
                dispatch.getInteger("attempts", 0),
                document.getList("outbox", Document.class, List.of()),
                dispatch.getList("waiting", Document.class, List.of()));
    }

    List<UUID> eventIds() {
        return outbox.stream().map(StoredEvents::idOf).toList();
    }

    static UUID idOf(Document event) {
        return event.get("_id", UUID.class);
    }

    /**
     * Still begin with what was read from them: events are added at the end, and no two documents have the same event. All of
     * them had events, or none had.
     */
    static Criteria asRead(List<StoredEvents> alike) {
        Criteria id = Criteria.where("_id");
        // One is named as one: then a router knows its shard.
        Criteria ids = alike.size() == 1
                ? id.is(alike.get(0).id())
                : id.in(alike.stream().map(StoredEvents::id).toList());
        return alike.get(0).outbox().isEmpty()
                ? ids.and("outbox.0").exists(false)
                : ids.and("outbox.0._id")
                        .in(alike.stream().map(one -> one.eventIds().get(0)).toList());
    }

    /** The same, for one, and its marks are as they were too: no other relay told of it, and nobody resumed it. */
    Criteria asReadWithMarks() {
        Criteria same = asRead(List.of(this));
        return marks.isEmpty() ? same.and(MARKS).exists(false) : same.and(MARKS).is(marks);
    }
}
