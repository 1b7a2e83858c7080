package org.wangge.inspection.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.inspection.Answer;
import org.wangge.inspection.MorePhotos;
import org.wangge.inspection.StartInspection;
import org.wangge.shared.Datum;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reason;

/** The bodies that clients send; their shape only, what is right is decided elsewhere. */
final class InspectionBodies {

    private static final int LONG_TEXT = 2000;
    private static final int PHOTOS = 20;
    private static final int ITEMS = 300;

    private InspectionBodies() {}

    /**
     * A position as a phone measured it: a wrong one is set aside, and the inspection is not refused. A position of ours may come
     * back as it was given.
     */
    @JsonIgnoreProperties("receivedDatum")
    record PositionBody(
            @NotNull Double longitude,
            @NotNull Double latitude,
            @Nullable Datum datum,
            @Nullable Double accuracyMetres) {

        StartInspection.Measured measured() {
            return new StartInspection.Measured(longitude, latitude, datum, accuracyMetres);
        }
    }

    record CheckInBody(
            @Valid @Nullable PositionBody position,
            @Size(max = LONG_TEXT) @Nullable String qr,
            @Valid @Nullable Reason reason) {

        StartInspection.CheckIn toCheckIn() {
            return new StartInspection.CheckIn(position == null ? null : position.measured(), qr, reason);
        }
    }

    record FixBody(
            @NotBlank @Size(max = LONG_TEXT) String note,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds) {}

    record AnswerBody(
            @NotBlank @Size(max = 40) String itemId,
            @NotNull Answer.Verdict answer,
            @Size(max = LONG_TEXT) @Nullable String note,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds,
            @Valid @Nullable FixBody fixedOnSpot) {

        Answer toAnswer() {
            return new Answer(
                    itemId,
                    answer,
                    note,
                    orNone(mediaIds),
                    fixedOnSpot == null ? null : new Answer.Fix(fixedOnSpot.note(), orNone(fixedOnSpot.mediaIds())));
        }
    }

    record AnswersBody(@NotNull @Size(max = ITEMS) List<@NotNull @Valid AnswerBody> answers) {}

    record SignatureBody(@NotNull UUID mediaId) {}

    record RefusalBody(@NotBlank @Size(max = LONG_TEXT) String text) {}

    record SubmitBody(
            @Valid @Nullable SignatureBody signature,
            @Valid @Nullable RefusalBody refusal,
            @Valid @Nullable Reason unansweredReason,
            @Nullable PhoneTime submittedAt) {

        StartInspection.Submission toSubmission() {
            return new StartInspection.Submission(
                    signature == null ? null : signature.mediaId(),
                    refusal == null ? null : refusal.text(),
                    unansweredReason,
                    submittedAt);
        }
    }

    record MorePhotosBody(
            @Size(min = 1, max = 40) @Nullable String itemId,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds,
            @Nullable Boolean afterFix,
            @Valid @Nullable SignatureBody signature) {

        MorePhotos toPhotos() {
            return new MorePhotos(
                    itemId,
                    orNone(mediaIds),
                    Boolean.TRUE.equals(afterFix),
                    signature == null ? null : signature.mediaId());
        }
    }

    record StartBody(
            @NotNull UUID placeId,
            @Size(max = 40) @Nullable String checklistCode,
            @Positive @Nullable Integer checklistVersion,
            @Nullable UUID taskId,
            @NotNull @Valid CheckInBody checkIn,
            @Nullable UUID secondInspectorId,
            @Nullable PhoneTime startedAt,
            @Size(max = ITEMS) @Nullable List<@NotNull @Valid AnswerBody> answers,
            @Valid @Nullable SubmitBody submit) {}

    static List<Answer> answers(@Nullable List<AnswerBody> bodies) {
        return bodies == null
                ? List.of()
                : bodies.stream().map(AnswerBody::toAnswer).toList();
    }

    private static List<UUID> orNone(@Nullable List<UUID> ids) {
        return ids == null ? List.of() : List.copyOf(ids);
    }
}
