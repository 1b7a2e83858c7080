package org.wangge.casework;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.model.TimelineLine;
import org.wangge.reason.GivenReason;

/**
 * One step of a case as people see it.
 *
 * @param at by the server
 * @param deviceAt by the phone, null when it did not say
 * @param receiver who it was passed on to
 * @param hash over this line and {@code previousHash}; a line changed later no longer fits
 */
public record TimelineEntry(
        UUID id,
        int sequence,
        Instant at,
        @Nullable Instant deviceAt,
        CaseView.PersonView actor,
        String action,
        @Nullable CaseState from,
        CaseState to,
        @Nullable String receiver,
        @Nullable GivenReason reason,
        @Nullable String text,
        List<UUID> mediaIds,
        String previousHash,
        String hash) {

    static TimelineEntry of(TimelineLine line, @Nullable GivenReason reason) {
        return new TimelineEntry(
                line.id(),
                line.sequence(),
                line.at(),
                line.deviceAt(),
                new CaseView.PersonView(line.actor().id(), line.actor().name()),
                line.action().code(),
                line.from(),
                line.to(),
                line.receiver(),
                reason,
                line.text(),
                line.mediaIds(),
                line.previousHash(),
                line.hash());
    }
}
