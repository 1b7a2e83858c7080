package org.wangge.inspection.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.inspection.Answer;
import org.wangge.inspection.DoubtCode;
import org.wangge.inspection.StartInspection.Submission;
import org.wangge.shared.PhoneTime;

/**
 * Gathers what a phone said that is not used, and why. An inspection made in good faith is never refused because of it: the
 * doubtful part is set aside, kept as given, and shown.
 */
public final class Doubts {

    /** Phones' clocks are not exact. */
    private static final Duration CLOCK_ERROR = Duration.ofMinutes(10);

    /** A queue on a phone may wait for months; what is older comes of a clock that was set back. */
    private static final Duration LONGEST_QUEUE = Duration.ofDays(366);

    private final Instant now;
    private final List<InspectionFile.Doubt> found = new ArrayList<>();

    public Doubts(Instant now) {
        this.now = now;
    }

    public void add(DoubtCode code, String field, String given) {
        found.add(new InspectionFile.Doubt(code, field, given));
    }

    /** Whether the phone answered another list than the one that is used for it. */
    public static boolean tellOfAnotherList(@Nullable List<InspectionFile.Doubt> doubts) {
        return doubts != null
                && doubts.stream()
                        .map(InspectionFile.Doubt::code)
                        .anyMatch(code -> code == DoubtCode.ITEM_UNKNOWN || code == DoubtCode.CHECKLIST_UNKNOWN);
    }

    public List<InspectionFile.Doubt> found() {
        return List.copyOf(found);
    }

    /** The phone's time of something; null when it did not say, or when its clock cannot be right. */
    public @Nullable Instant time(@Nullable PhoneTime time, String field) {
        if (time == null) {
            return null;
        }
        Instant given = time.moment();
        if (given == null) {
            add(DoubtCode.TIME_UNREAL, field, time.given());
        } else if (given.isAfter(now.plus(CLOCK_ERROR))) {
            add(DoubtCode.TIME_AHEAD, field, time.given());
        } else if (given.isBefore(now.minus(LONGEST_QUEUE))) {
            add(DoubtCode.TIME_LONG_PAST, field, time.given());
        } else {
            return given.isAfter(now) ? now : given;
        }
        return null;
    }

    /** The end by the phone, if it comes after the beginning. */
    public @Nullable Instant end(@Nullable PhoneTime given, @Nullable Instant start, String field) {
        Instant end = time(given, field);
        if (end != null && start != null && end.isBefore(start)) {
            add(DoubtCode.TIME_BEFORE_START, field, given == null ? "" : given.given());
            return null;
        }
        return end;
    }

    /** The answers with those of their photos that are there. */
    public List<Answer> answers(List<Answer> given, Set<UUID> there) {
        List<Answer> kept = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Answer answer = given.get(i);
            String field = "/answers/" + i;
            Answer.Fix fix = answer.fixedOnSpot();
            kept.add(new Answer(
                    answer.itemId(),
                    answer.answer(),
                    answer.note(),
                    photos(answer.mediaIds(), there, field + "/mediaIds"),
                    fix == null
                            ? null
                            : new Answer.Fix(
                                    fix.note(), photos(fix.mediaIds(), there, field + "/fixedOnSpot/mediaIds"))));
        }
        return List.copyOf(kept);
    }

    private List<UUID> photos(List<UUID> named, Set<UUID> there, String field) {
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

    /** The end with its signature, if that is there, and with a time that can be. */
    public Submission submission(Submission given, Set<UUID> there, @Nullable Instant start, String field) {
        UUID signature = given.signatureMediaId();
        boolean lost = signature != null && !there.contains(signature);
        if (lost) {
            add(DoubtCode.PHOTO_MISSING, field + "/signature/mediaId", String.valueOf(signature));
        }
        Instant end = end(given.submittedAt(), start, field + "/submittedAt");
        return new Submission(
                lost ? null : signature,
                given.refusal(),
                given.unansweredReason(),
                end == null ? null : PhoneTime.of(end));
    }
}
