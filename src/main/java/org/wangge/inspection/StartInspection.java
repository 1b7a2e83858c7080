package org.wangge.inspection;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Datum;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reason;
import org.wangge.shared.Texts;

/**
 * Beginning an inspection at a place; with answers and a submission the whole of it in one call, for phones that were offline.
 *
 * @param checklistCode null for the usual one of the place's kind
 * @param checklistVersion null for the present one; a phone that was offline says which one it had
 * @param taskId the planned task this fulfils
 * @param startedAt by the phone; null for now
 */
public record StartInspection(
        UUID placeId,
        @Nullable String checklistCode,
        @Nullable Integer checklistVersion,
        @Nullable UUID taskId,
        CheckIn checkIn,
        @Nullable UUID secondInspectorId,
        @Nullable PhoneTime startedAt,
        List<Answer> answers,
        @Nullable Submission submission) {

    /**
     * The proof of being there: a position within the radius, the scanned code of the place, or the reason why neither works.
     */
    public record CheckIn(
            @Nullable Measured position,
            @Nullable String qr,
            @Nullable Reason reason) {}

    /**
     * A position as a phone measured it.
     *
     * @param datum null for WGS84
     */
    public record Measured(
            double longitude,
            double latitude,
            @Nullable Datum datum,
            @Nullable Double accuracyMetres) {

        /** As the phone gave it, for people to read. */
        public String text() {
            return Texts.number(longitude) + "," + Texts.number(latitude);
        }
    }

    StartInspection withTask(@Nullable UUID fulfilled) {
        return new StartInspection(
                placeId,
                checklistCode,
                checklistVersion,
                fulfilled,
                checkIn,
                secondInspectorId,
                startedAt,
                answers,
                submission);
    }

    /** Whether it tells of work that was done before, so that nobody can be asked any more. */
    boolean isLater() {
        return startedAt != null || submission != null || !answers.isEmpty();
    }

    /**
     * The end of an inspection: signed by the place's contact, or refused.
     *
     * @param signatureMediaId image of the signature
     * @param refusal what was said when nobody signed
     * @param unansweredReason why items have no answer; null when all have
     * @param submittedAt by the phone; null for now
     */
    public record Submission(
            @Nullable UUID signatureMediaId,
            @Nullable String refusal,
            @Nullable Reason unansweredReason,
            @Nullable PhoneTime submittedAt) {}
}
