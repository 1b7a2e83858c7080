package org.wangge.planning.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.place.RiskColour;
import org.wangge.planning.PlanDraft;
import org.wangge.planning.PlanKind;
import org.wangge.planning.PlanState;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.work.Versioned;

/**
 * A plan or campaign as stored.
 *
 * @param rhythm by colour, see {@link Rhythm}
 * @param paths the ground it covers: its areas, or those of who made it when none was named
 * @param areas the paths and all areas above them, so that whose scope is wider sees it
 * @param generatedThrough windows that begin until this day have their tasks
 * @param closingReport the words of campaigns that ended under an earlier version
 * @param closing what an ended campaign came to, by office
 * @param operations the newest of those that changed it, null when there was none
 */
@RecordBuilder
public record PlanFile(
        UUID id,
        PlanKind kind,
        PlanState state,
        long version,
        String name,
        @Nullable String theme,
        String checklistCode,
        PlanDraft.Selection selection,
        Map<String, String> rhythm,
        Map<String, Integer> targets,
        LocalDate from,
        LocalDate to,
        List<String> paths,
        List<String> areas,
        @Nullable LocalDate generatedThrough,
        UUID createdById,
        String createdByName,
        Instant createdAt,
        Instant updatedAt,
        @Nullable LocalizedText closingReport,
        @Nullable List<OfficeTally> closing,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    @Override
    public String caption() {
        return "/api/v1/" + (kind == PlanKind.CAMPAIGN ? "campaigns/" : "inspection-plans/") + id;
    }

    /** Whether all of its ground is this person's. */
    public boolean isWithin(Actor actor) {
        return ground().stream().allMatch(actor::covers);
    }

    public List<GridPath> ground() {
        return paths.stream().map(GridPath::new).toList();
    }

    /** The colours that are visited: those selected that have a rhythm; all selected in a campaign. */
    public Set<RiskColour> colours() {
        Set<RiskColour> selected = selection.colours().isEmpty() ? Set.of(RiskColour.values()) : selection.colours();
        return kind == PlanKind.CAMPAIGN
                ? selected
                : selected.stream()
                        .filter(colour -> rhythm.containsKey(colour.name()))
                        .collect(Collectors.toSet());
    }
}
