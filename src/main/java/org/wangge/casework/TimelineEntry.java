package org.wangge.casework;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.model.TimelineLine;
import org.wangge.reason.GivenReason;
import org.wangge.shared.LocalizedText;

/**
 * One step of a case as people see it.
 *
 * @param at by the server
 * @param deviceAt by the phone, null when it did not say
 * @param receiver who it was passed on to, in the reader's language
 * @param text somebody's own words, or what is the same for everybody in the reader's language
 * @param outcome of a look on the spot; null for other steps, and for looks in earlier versions
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
        @Nullable StepOutcome outcome,
        List<UUID> mediaIds,
        String previousHash,
        String hash) {

    static TimelineEntry of(TimelineLine line, @Nullable GivenReason reason, Locale locale) {
        TimelineLine.Wording wording = line.wording();
        return new TimelineEntry(
                line.id(),
                line.sequence(),
                line.at(),
                line.deviceAt(),
                new CaseView.PersonView(line.actor().id(), line.actor().name()),
                line.action().code(),
                line.from(),
                line.to(),
                in(wording == null ? null : wording.receiver(), line.receiver(), locale),
                reason,
                in(wording == null ? null : wording.text(), line.text(), locale),
                wording == null ? null : wording.outcome(),
                line.mediaIds(),
                line.previousHash(),
                line.hash());
    }

    private static @Nullable String in(@Nullable LocalizedText known, @Nullable String otherwise, Locale locale) {
        return known == null ? otherwise : known.in(locale);
    }
}
