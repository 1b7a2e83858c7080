package org.wangge.hazard.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.DoubtCode;
import org.wangge.hazard.model.HazardFile.Doubt;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.SetAside;

/** What a phone said of a step that is not used. */
final class Doubts extends SetAside<DoubtCode> {

    /** A queue on a phone may wait for months; what is older comes of a clock that was set back. */
    private static final Duration LONGEST_QUEUE = Duration.ofDays(366);

    private final @Nullable Instant doneAt;

    Doubts(Instant now, @Nullable PhoneTime deviceTime) {
        super(
                new Codes<>(
                        DoubtCode.TIME_UNREAL, DoubtCode.TIME_AHEAD, DoubtCode.TIME_LONG_PAST, DoubtCode.PHOTO_MISSING),
                now);
        this.doneAt = checked(deviceTime, "X-Device-Time", LONGEST_QUEUE);
    }

    /** When it was done, if the phone's clock can be right; else null. */
    @Nullable
    Instant doneAt() {
        return doneAt;
    }

    List<Doubt> at(UUID lineId) {
        return parts(part -> new Doubt(lineId, part.code(), part.field(), part.given()));
    }
}
