package org.wangge.casework.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.ReportCase;
import org.wangge.shared.Datum;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reason;

/** The bodies that clients send; their shape only, what is right is decided elsewhere. */
final class CaseBodies {

    private static final int LONG_TEXT = 2000;
    private static final int PHOTOS = 20;
    private static final int ASSISTING = 20;

    private CaseBodies() {}

    record SelfHandledBody(
            @NotBlank @Size(max = LONG_TEXT) String result,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds) {}

    /**
     * A position as a phone sends it: what is no place on earth, or no accuracy, is judged with the rest of the report. A position
     * of ours may come back as it was given.
     */
    @JsonIgnoreProperties("receivedDatum")
    record PositionBody(
            @NotNull Double longitude,
            @NotNull Double latitude,
            @Nullable Datum datum,
            @Nullable Double accuracyMetres,
            @Nullable PhoneTime fixedAt) {

        ReportCase.Measured measured() {
            return new ReportCase.Measured(longitude, latitude, datum, accuracyMetres, fixedAt);
        }

        /** As earlier versions wrote it as long as nothing new is said: a phone may repeat now what it sent to one of them. */
        @Override
        public String toString() {
            String end = fixedAt == null ? "]" : ", fixedAt=" + fixedAt + "]";
            return "GivenPosition[longitude=" + longitude + ", latitude=" + latitude + ", datum=" + datum
                    + ", accuracyMetres=" + accuracyMetres + end;
        }
    }

    record ReportBody(
            @Size(max = 40) @Nullable String categoryCode,
            @Size(max = LONG_TEXT) @Nullable String description,
            @Valid @Nullable PositionBody position,
            @Pattern(regexp = "[0-9A-Z]{1,20}") @Nullable String gridCode,
            @Size(max = 200) @Nullable String address,
            @Nullable PhoneTime occurredAt,
            @Nullable PhoneTime reportedAt,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds,
            @Nullable Boolean urgent,
            @Valid @Nullable SelfHandledBody selfHandled) {}

    record AskBody(
            @NotNull UUID assigneeId,
            @Size(max = 1000) @Nullable String note) {}

    record VerifyBody(
            @NotNull Boolean confirmed,
            @Size(max = LONG_TEXT) @Nullable String note,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds) {}

    record CheckBody(
            @NotNull Boolean passed,
            @Size(max = LONG_TEXT) @Nullable String note,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds) {}

    record FileBody(
            @NotNull @Min(1) Integer conditionSeq,
            @Size(max = 10) @Nullable String categoryCode,
            @Nullable Boolean urgent) {}

    record RefileBody(
            @NotNull @Min(1) Integer conditionSeq,
            @Size(max = 10) @Nullable String categoryCode,
            @NotNull @Valid Reason reason) {}

    record MergeBody(@NotNull UUID intoCaseId) {}

    record DispatchBody(
            @Size(max = 40) @Nullable String departmentCode,
            @Nullable UUID assigneeId,
            @Size(max = 1000) @Nullable String note,
            @Valid @Nullable Reason reason) {

        /** As earlier versions wrote it as long as nothing new is said; see {@link PositionBody#toString}. */
        @Override
        public String toString() {
            String end = reason == null ? "]" : ", reason=" + reason + "]";
            return "DispatchBody[departmentCode=" + departmentCode + ", assigneeId=" + assigneeId + ", note=" + note
                    + end;
        }
    }

    record AcceptBody() {}

    record ResolveBody(
            @NotBlank @Size(max = LONG_TEXT) String result,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds) {}

    record CloseBody(
            @Size(max = 500) @Nullable String standard,
            @Size(max = 1000) @Nullable String note) {}

    record CommentBody(
            @NotBlank @Size(max = LONG_TEXT) String text,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds) {}

    record TransferBody(
            @NotBlank @Size(max = 20) String officeCode,
            @NotNull @Valid Reason reason) {}

    record AnswerTransferBody(
            @NotNull Boolean accept, @Valid @Nullable Reason reason) {}

    record ArbitrateBody(
            @Size(max = 20) @Nullable String officeCode,
            @Size(max = 40) @Nullable String leadDepartment,
            @Size(max = ASSISTING) @Nullable List<@NotBlank @Size(max = 40) String> assisting,
            @Nullable Boolean upheld,
            @NotNull @Valid Reason reason) {}

    static List<UUID> orNone(@Nullable List<UUID> ids) {
        return ids == null ? List.of() : List.copyOf(ids);
    }
}
