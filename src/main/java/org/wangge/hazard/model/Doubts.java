package org.wangge.hazard.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.DoubtCode;
import org.wangge.hazard.model.HazardFile.Doubt;
import org.wangge.shared.PhoneTime;

/**
 * Gathers what a phone said later that is not used, and why. What was done in good faith is never refused because of it: the
 * doubtful part is set aside, kept as given, and shown.
 */
final class Doubts {

    /** Phones' clocks are not exact. */
    private static final Duration CLOCK_ERROR = Duration.ofMinutes(10);

    /** A queue on a phone may wait for months; what is older comes of a clock that was set back. */
    private static final Duration LONGEST_QUEUE = Duration.ofDays(366);

    private record Found(DoubtCode code, String field, String given) {}

    private final Instant now;
    private final @Nullable PhoneTime deviceTime;
    private final List<Found> found = new ArrayList<>();

    Doubts(Instant now, @Nullable PhoneTime deviceTime) {
        this.now = now;
        this.deviceTime = deviceTime;
        if (deviceTime != null) {
            DoubtCode wrong = wrong(deviceTime.moment());
            if (wrong != null) {
                add(wrong, "X-Device-Time", deviceTime.given());
            }
        }
    }

    private @Nullable DoubtCode wrong(@Nullable Instant moment) {
        if (moment == null) {
            return DoubtCode.TIME_UNREAL;
        }
        if (moment.isAfter(now.plus(CLOCK_ERROR))) {
            return DoubtCode.TIME_AHEAD;
        }
        return moment.isBefore(now.minus(LONGEST_QUEUE)) ? DoubtCode.TIME_LONG_PAST : null;
    }

    void add(DoubtCode code, String field, String given) {
        found.add(new Found(code, field, given));
    }

    /** When it was done, if the phone's clock can be right; else null. */
    @Nullable
    Instant doneAt() {
        Instant moment = deviceTime == null ? null : deviceTime.moment();
        return moment == null || wrong(moment) != null ? null : moment;
    }

    /** Those of the photos that are there. */
    List<UUID> photos(List<UUID> named, Set<UUID> there) {
        List<UUID> kept = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            UUID id = named.get(i);
            if (there.contains(id)) {
                kept.add(id);
            } else {
                add(DoubtCode.PHOTO_MISSING, "/mediaIds/" + i, id.toString());
            }
        }
        return List.copyOf(kept);
    }

    List<Doubt> at(UUID lineId) {
        return found.stream()
                .map(one -> new Doubt(lineId, one.code(), one.field(), one.given()))
                .toList();
    }
}
