package org.wangge.casework.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.GivenPosition;

/** The bodies that clients send; their shape only, what is right is decided elsewhere. */
final class CaseBodies {

    private static final int LONG_TEXT = 2000;
    private static final int PHOTOS = 20;

    private CaseBodies() {}

    record SelfHandledBody(
            @NotBlank @Size(max = LONG_TEXT) String result,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds) {}

    record ReportBody(
            @Size(max = 10) @Nullable String categoryCode,
            @Size(max = LONG_TEXT) @Nullable String description,
            @Valid @Nullable GivenPosition position,
            @Pattern(regexp = "[0-9A-Z]{1,20}") @Nullable String gridCode,
            @Size(max = 200) @Nullable String address,
            @Nullable Instant occurredAt,
            @Nullable Instant reportedAt,
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

    record MergeBody(@NotNull UUID intoCaseId) {}

    record DispatchBody(
            @Size(max = 40) @Nullable String departmentCode,
            @Nullable UUID assigneeId,
            @Size(max = 1000) @Nullable String note) {}

    record AcceptBody() {}

    record ResolveBody(
            @NotBlank @Size(max = LONG_TEXT) String result,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds) {}

    record CloseBody(
            @Size(max = 500) @Nullable String standard,
            @Size(max = 1000) @Nullable String note) {}

    record CommentBody(@NotBlank @Size(max = LONG_TEXT) String text) {}

    static List<UUID> orNone(@Nullable List<UUID> ids) {
        return ids == null ? List.of() : List.copyOf(ids);
    }
}
