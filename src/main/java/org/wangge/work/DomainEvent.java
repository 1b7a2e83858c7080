package org.wangge.work;

import java.time.Instant;
import java.util.UUID;

/** Something that happened and was stored together with the change it tells of. */
public interface DomainEvent {

    /** Unique for good; effects of the event are stored under it. */
    UUID eventId();

    /** When it happened, by the server's clock. */
    Instant at();
}
