package org.wangge.casework;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.Ruling;

/**
 * A case as far as one must know it to say whether it was routed well.
 *
 * @param reportedAt by the phone unless that is doubtful
 * @param receivedAt by the server; null when the document cannot be read
 * @param restricted whether its number is for those only who may read restricted cases
 * @param ruling null in cases of earlier versions, and when the document cannot be read
 * @param closedBy code of the office or district at whose desk it was closed; null when it is not closed
 * @param disputed whether it was returned, handed to another office or arbitrated
 */
public record PastCase(
        UUID id,
        String number,
        Instant reportedAt,
        @Nullable Instant receivedAt,
        boolean restricted,
        @Nullable String description,
        @Nullable Ruling ruling,
        @Nullable String closedBy,
        boolean disputed) {

    /** A place in the order of the times of report. */
    public record Place(Instant reportedAt, UUID id) {}
}
