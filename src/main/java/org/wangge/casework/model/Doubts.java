package org.wangge.casework.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.DoubtCode;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.SetAside;

/** What a phone said of a case that is not used. */
public final class Doubts extends SetAside<DoubtCode> {

    /** A queue on a phone waits days or weeks; the time of a phone that is older comes of a clock that was set back. */
    private static final Duration LONGEST_QUEUE = Duration.ofDays(30);

    /** What is reported may have gone on for long. */
    private static final Duration LONGEST_STORY = Duration.ofDays(366);

    public Doubts(Instant now) {
        super(
                new Codes<>(
                        DoubtCode.TIME_UNREAL, DoubtCode.TIME_AHEAD, DoubtCode.TIME_LONG_PAST, DoubtCode.PHOTO_MISSING),
                now);
    }

    /** When a phone did something; null when it did not say, or when its clock cannot be right. */
    public @Nullable Instant done(@Nullable PhoneTime time, String field) {
        return checked(time, field, LONGEST_QUEUE);
    }

    /** When something happened; null when nobody said, or when it cannot be. */
    public @Nullable Instant happened(@Nullable PhoneTime time, String field) {
        return checked(time, field, LONGEST_STORY);
    }

    /**
     * When a position was measured, however doubtful. It is held against the phone's time of the report and against the server's:
     * a position may have its time from the phone's clock or from the satellites.
     */
    public @Nullable Instant fixed(@Nullable PhoneTime time, String field, @Nullable PhoneTime reportedAt) {
        if (time == null) {
            return null;
        }
        Instant moment = time.moment();
        if (moment == null) {
            add(DoubtCode.TIME_UNREAL, field, time.given());
        } else if (Stream.of(reportedAt == null || reportedAt.moment() == null ? now : reportedAt.moment(), now)
                .noneMatch(when -> Duration.between(moment, when).abs().compareTo(CLOCK_ERROR) <= 0)) {
            add(moment.isAfter(now) ? DoubtCode.TIME_AHEAD : DoubtCode.FIX_OLD, field, time.given());
        }
        return moment;
    }

    /** As kept with the line of the timeline that they belong to. */
    List<CaseFile.Doubt> at(int sequence) {
        return parts(part -> new CaseFile.Doubt(sequence, part.code(), part.field(), part.given()));
    }
}
