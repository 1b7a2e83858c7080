package org.wangge.casework.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.DoubtCode;
import org.wangge.shared.PhoneTime;

/**
 * Gathers what a phone said that is not used, and why. What was recorded in good faith is never refused because of it: the
 * doubtful part is set aside, kept as given, and shown.
 */
public final class Doubts {

    /** Phones' clocks are not exact. */
    private static final Duration CLOCK_ERROR = Duration.ofMinutes(10);

    /** A queue on a phone waits days or weeks; the time of a phone that is older comes of a clock that was set back. */
    private static final Duration LONGEST_QUEUE = Duration.ofDays(30);

    /** What is reported may have gone on for long. */
    private static final Duration LONGEST_STORY = Duration.ofDays(366);

    private record Found(DoubtCode code, String field, String given) {}

    private final Instant now;
    private final List<Found> found = new ArrayList<>();

    public Doubts(Instant now) {
        this.now = now;
    }

    public void add(DoubtCode code, String field, String given) {
        found.add(new Found(code, field, given));
    }

    /** When a phone did something; null when it did not say, or when its clock cannot be right. */
    public @Nullable Instant done(@Nullable PhoneTime time, String field) {
        return checked(time, field, LONGEST_QUEUE);
    }

    /** When something happened; null when nobody said, or when it cannot be. */
    public @Nullable Instant happened(@Nullable PhoneTime time, String field) {
        return checked(time, field, LONGEST_STORY);
    }

    private @Nullable Instant checked(@Nullable PhoneTime time, String field, Duration longest) {
        if (time == null) {
            return null;
        }
        Instant moment = time.moment();
        if (moment == null) {
            add(DoubtCode.TIME_UNREAL, field, time.given());
        } else if (moment.isAfter(now.plus(CLOCK_ERROR))) {
            add(DoubtCode.TIME_AHEAD, field, time.given());
        } else if (moment.isBefore(now.minus(longest))) {
            add(DoubtCode.TIME_LONG_PAST, field, time.given());
        } else {
            return moment;
        }
        return null;
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

    /** Those of the photos that are there. */
    public List<UUID> photos(List<UUID> named, Collection<UUID> there, String field) {
        List<UUID> kept = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            UUID id = named.get(i);
            if (there.contains(id)) {
                kept.add(id);
            } else {
                add(DoubtCode.PHOTO_MISSING, field + "/" + i, id.toString());
            }
        }
        return List.copyOf(kept);
    }

    /** As kept with the line of the timeline that they belong to. */
    List<CaseFile.Doubt> at(int sequence) {
        return found.stream()
                .map(one -> new CaseFile.Doubt(sequence, one.code(), one.field(), one.given()))
                .toList();
    }
}
