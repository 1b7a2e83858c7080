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
import org.wangge.shared.SetAside;

/** What a phone said of an inspection that is not used. */
public final class Doubts extends SetAside<DoubtCode> {

    /** A queue on a phone may wait for months; what is older comes of a clock that was set back. */
    private static final Duration LONGEST_QUEUE = Duration.ofDays(366);

    public Doubts(Instant now) {
        super(
                new Codes<>(
                        DoubtCode.TIME_UNREAL, DoubtCode.TIME_AHEAD, DoubtCode.TIME_LONG_PAST, DoubtCode.PHOTO_MISSING),
                now);
    }

    /** Whether the phone answered another list than the one that is used for it. */
    public static boolean tellOfAnotherList(@Nullable List<InspectionFile.Doubt> doubts) {
        return doubts != null
                && doubts.stream()
                        .map(InspectionFile.Doubt::code)
                        .anyMatch(code -> code == DoubtCode.ITEM_UNKNOWN || code == DoubtCode.CHECKLIST_UNKNOWN);
    }

    public List<InspectionFile.Doubt> found() {
        return parts(part -> new InspectionFile.Doubt(part.code(), part.field(), part.given()));
    }

    /** The phone's time of something; null when it did not say, or when its clock cannot be right. */
    public @Nullable Instant time(@Nullable PhoneTime time, String field) {
        Instant given = checked(time, field, LONGEST_QUEUE);
        return given != null && given.isAfter(now) ? now : given;
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
