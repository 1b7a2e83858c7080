package org.wangge.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A plan or campaign as one person sees it; the field names are part of the contract. */
public record PlanView(
        UUID id,
        PlanKind kind,
        String name,
        @Nullable String theme,
        String checklistCode,
        PlanDraft.Selection selection,
        Map<String, String> rhythm,
        Map<String, Integer> targets,
        LocalDate from,
        LocalDate to,
        PlanState state,
        long version,
        @Nullable LocalDate generatedThrough,
        PersonView createdBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String closingReport,
        List<String> openActions) {

    public record PersonView(UUID id, String name) {}
}
