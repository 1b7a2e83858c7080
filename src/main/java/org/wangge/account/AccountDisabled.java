package org.wangge.account;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.wangge.work.DomainEvent;

/** A person lost all access: what was theirs needs another owner. */
public record AccountDisabled(UUID eventId, Instant at, UUID accountId) implements DomainEvent {

    Document toDocument() {
        return new Document("_id", eventId)
                .append("type", "AccountDisabled")
                .append("at", at)
                .append("accountId", accountId);
    }

    static AccountDisabled read(Document event) {
        return new AccountDisabled(
                Objects.requireNonNull(event.get("_id", UUID.class)),
                Objects.requireNonNull(event.getDate("at")).toInstant(),
                Objects.requireNonNull(event.get("accountId", UUID.class)));
    }
}
