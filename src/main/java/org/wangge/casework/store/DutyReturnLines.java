package org.wangge.casework.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseState;
import org.wangge.casework.store.ReasonTallies.Coded;
import org.wangge.listing.Match;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Reason;
import reactor.core.publisher.Flux;

/**
 * The lines by which cases were given back because of the duty list. Only cases that ever came back are read, and of each only
 * what is counted.
 */
@Repository
public class DutyReturnLines {

    private final CaseStore cases;
    private final ReasonTallies reasons;

    DutyReturnLines(CaseStore cases, ReasonTallies reasons) {
        this.cases = cases;
        this.reasons = reasons;
    }

    /** One time that a case was given back; the category is that which the line names. */
    public record Line(
            UUID caseId, String number, String officeCode, String category, boolean restricted, Instant at) {}

    private record Kind(String code, boolean restricted) {}

    private record Area(String areaOfficeCode) {}

    private record Returned(UUID id, String number, Kind category, Area area, List<ReasonTallies.Line> timeline) {}

    /**
     * All of them from one moment on and before another, in this person's area, also of cases that this person may not read.
     *
     * @param areas empty for all of the person's area
     */
    public Flux<Line> given(List<GridPath> areas, Instant from, Instant to, Actor actor) {
        List<Criteria> all = new ArrayList<>(List.of(
                Match.areas(actor.scopes(), "areas"),
                Criteria.where("state").in(Arrays.asList(CaseState.values())),
                Criteria.where("updatedAt").gte(from),
                Criteria.where("returns").gte(1)));
        if (!areas.isEmpty()) {
            all.add(Match.areas(areas, "areas"));
        }
        Query query = Query.query(new Criteria().andOperator(all));
        query.fields()
                .include("number", "category.code", "category.restricted", "area.areaOfficeCode", "timeline.sequence")
                .include("timeline.at", "timeline.action", "timeline.reason.code", "timeline.reason.item");
        return cases.find(query, Returned.class)
                .concatMap(file -> reasons.lines(file.id(), file.timeline())
                        .filter(line -> line.action() == CaseAction.RETURN
                                && !line.at().isBefore(from)
                                && line.at().isBefore(to))
                        .mapNotNull(line -> isOfList(line.reason()) ? of(file, line) : null));
    }

    private static boolean isOfList(@Nullable Coded reason) {
        return reason != null && reason.code().equals(Reason.NOT_ON_DUTY_LIST);
    }

    private static Line of(Returned file, ReasonTallies.Line line) {
        Coded reason = line.reason();
        String item = reason == null ? null : reason.item();
        return new Line(
                file.id(),
                file.number(),
                file.area().areaOfficeCode(),
                item == null ? file.category().code() : item,
                file.category().restricted(),
                line.at());
    }
}
