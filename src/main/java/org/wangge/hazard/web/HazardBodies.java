package org.wangge.hazard.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardCommand.ListingLevel;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reason;

/** The bodies that clients send; their shape only, what is right is decided elsewhere. */
final class HazardBodies {

    private static final int LONG_TEXT = 2000;
    private static final int PHOTOS = 20;
    /** As many as a checklist has items. */
    private static final int NOTICE_ITEMS = 200;

    private HazardBodies() {}

    record NoticeBody(
            @Nullable PhoneTime dueAt,
            @Size(min = 1, max = NOTICE_ITEMS) @Nullable List<@NotNull UUID> hazardIds) {}

    record PlanBody(
            @NotBlank @Size(max = LONG_TEXT) String responsibility,
            @NotBlank @Size(max = LONG_TEXT) String measures,
            @NotBlank @Size(max = LONG_TEXT) String funds,
            @NotBlank @Size(max = LONG_TEXT) String deadline,
            @NotBlank @Size(max = LONG_TEXT) String emergencyPlan) {

        HazardCommand.Plan toPlan() {
            return new HazardCommand.Plan(responsibility, measures, funds, deadline, emergencyPlan);
        }
    }

    record StartBody(@Valid @Nullable PlanBody plan) {}

    record RectifiedBody(
            @NotBlank @Size(max = LONG_TEXT) String note,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds,

            @DecimalMin("0") @DecimalMax("1000000000") @Nullable
            BigDecimal cost) {}

    record RecheckBody(
            @NotNull Boolean passed,
            @Size(max = LONG_TEXT) @Nullable String note,
            @Size(max = PHOTOS) @Nullable List<@NotNull UUID> mediaIds,
            @Nullable PhoneTime dueAt) {}

    record ExtendBody(
            @NotNull @Min(1) @Max(180) Integer days,
            @NotNull @Valid Reason reason) {}

    record TextBody(@NotBlank @Size(max = LONG_TEXT) String text) {}

    /** The last day of the listing, as a day or as a moment of it. */
    record ListBody(
            @NotNull ListingLevel level,
            @NotBlank @Size(max = 40) String until) {}

    static List<UUID> orNone(@Nullable List<UUID> ids) {
        return ids == null ? List.of() : List.copyOf(ids);
    }
}
