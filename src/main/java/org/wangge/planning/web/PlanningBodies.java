package org.wangge.planning.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.RiskColour;
import org.wangge.planning.PlanDraft;
import org.wangge.planning.PlanKind;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/** The bodies that clients send; their shape only, what is right is decided elsewhere. */
final class PlanningBodies {

    private PlanningBodies() {}

    record SelectionBody(
            @Size(max = 100) @Nullable Set<@NotBlank @Size(max = 40) String> kinds,
            @Nullable Set<@NotNull RiskColour> colours,
            @Size(max = 1000) @Nullable List<@NotBlank @Size(max = 90) String> areas) {

        static PlanDraft.Selection read(@Nullable SelectionBody body) {
            return body == null
                    ? new PlanDraft.Selection(Set.of(), Set.of(), List.of())
                    : new PlanDraft.Selection(
                            body.kinds == null ? Set.of() : body.kinds,
                            body.colours == null ? Set.of() : body.colours,
                            body.areas == null ? List.of() : body.areas);
        }
    }

    record PlanBody(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 40) String checklistCode,
            @Valid @Nullable SelectionBody selection,
            @NotNull @NotEmpty Map<RiskColour, @NotBlank @Size(max = 200) String> rhythm,
            @NotBlank @Size(max = 40) String from,
            @NotBlank @Size(max = 40) String to) {

        PlanDraft draft(ZoneId zone) {
            return new PlanDraft(
                    PlanKind.PLAN,
                    name,
                    null,
                    checklistCode,
                    SelectionBody.read(selection),
                    rhythm,
                    Map.of(),
                    day(from, "/from", zone),
                    day(to, "/to", zone));
        }
    }

    record CampaignBody(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 200) String theme,
            @NotBlank @Size(max = 40) String checklistCode,
            @Valid @Nullable SelectionBody selection,
            @Size(max = 1000) @Nullable Map<@NotBlank String, @NotNull @Min(0) @Max(1_000_000) Integer> targets,
            @NotBlank @Size(max = 40) String from,
            @NotBlank @Size(max = 40) String to) {

        PlanDraft draft(ZoneId zone) {
            return new PlanDraft(
                    PlanKind.CAMPAIGN,
                    name,
                    theme,
                    checklistCode,
                    SelectionBody.read(selection),
                    Map.of(),
                    targets == null ? Map.of() : targets,
                    day(from, "/from", zone),
                    day(to, "/to", zone));
        }
    }

    record DrawBody(
            @NotEmpty @Size(max = 500) List<@NotNull UUID> inspectors,
            @NotEmpty @Size(max = 2000) List<@NotNull UUID> places,
            @NotNull @Min(1) @Max(2000) Integer count,
            @Size(min = 1, max = 100) @Nullable String seed) {}

    record NothingBody() {}

    /** A day, or a moment of it. */
    private static LocalDate day(String given, String pointer, ZoneId zone) {
        try {
            return given.contains("T")
                    ? LocalDate.ofInstant(OffsetDateTime.parse(given).toInstant(), zone)
                    : LocalDate.parse(given);
        } catch (DateTimeException unreadable) {
            throw new Refused(Refusal.field("plan.dates", pointer));
        }
    }
}
