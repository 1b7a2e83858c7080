package org.wangge.hazard.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistItem;
import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.fixtures.PermissionSeeds;
import org.wangge.hazard.FoundHazard;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.place.Place;
import org.wangge.place.PlaceState;
import org.wangge.place.RiskColour;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.shared.Position;
import org.wangge.shared.Reason;
import org.wangge.shared.Role;
import org.wangge.work.Decision;

/** A hazard and its people, without a store: what decisions are tried on. */
@NullUnmarked
final class HazardFixtures {

    static final Instant MONDAY = Instant.parse("2026-01-05T01:20:00Z");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Reason REASON = new Reason("BECAUSE", "因此");

    private static final GridPath AREA = GridPath.of("510703", "510703001", "510703001002", "510703001001");
    private static final PersonName SOMEBODY_ELSE = new PersonName(new UUID(7, 99), "某");

    static final HazardCommand.CaseResult RESULT = new HazardCommand.CaseResult("店主口头答应", new UUID(7, 98), "处", MONDAY);

    private HazardFixtures() {}

    static Actor of(Role role) {
        return new Actor(
                new UUID(7, role.ordinal()),
                role.name(),
                Set.of(role),
                PermissionSeeds.of(role),
                List.of(GridPath.of("510703")),
                Set.of());
    }

    static HazardContext facts(Instant now) {
        return new HazardContext(
                now, ZONE, new Operation(null, "", "request"), null, Set.of(), "ZG-CX-260105-0001", List.of());
    }

    static HazardFile found(Severity severity, boolean aloneMajor, boolean fixed, int recurrences) {
        LocalizedText text = new LocalizedText("名", "name");
        ChecklistItem item =
                new ChecklistItem("CANYIN-03", text, severity, Judge.GRID, aloneMajor, Period.ofDays(3), true, text);
        Place place = new Place(
                new UUID(3, 1),
                "CANYIN",
                "小餐馆",
                "滨江路9号",
                new Position(104.76, 31.4576, Datum.WGS84, null),
                AREA,
                text,
                "510703001",
                text,
                PlaceState.OPEN,
                RiskColour.BLUE,
                "CATERING",
                null,
                null,
                6,
                1,
                new Place.Secret("s"),
                null,
                null);
        FoundHazard found = new FoundHazard(
                new UUID(4, 1),
                place,
                new Checklist("CANYIN", 1, text, 1, "G0204", List.of(item), false, MONDAY, null),
                item,
                false,
                "软管老化",
                List.of(),
                new UUID(7, 0),
                "鲁刚",
                MONDAY,
                fixed ? new FoundHazard.FixedOnSpot("已更换", List.of()) : null);
        return NewHazard.of(found, "YH-CX-260105-0001", recurrences, facts(MONDAY));
    }

    /** A hazard of this level in this state, with all that it then has. */
    static HazardFile in(HazardState state, HazardLevel level) {
        HazardFileBuilder file = HazardFileBuilder.builder(found(Severity.HIGH, false, false, 0))
                .state(state)
                .level(level)
                .decision(new HazardFile.MajorDecision(SOMEBODY_ELSE, MONDAY, REASON, null, null, null, null));
        if (state == HazardState.RECHECK_DUE) {
            file.fix(new HazardFile.Fix("已整改", SOMEBODY_ELSE, MONDAY));
        }
        if (level == HazardLevel.MAJOR) {
            file.listing(listing(HazardCommand.ListingLevel.CITY));
        }
        if (state == HazardState.CLOSED) {
            file.stop(new HazardFile.Stop("停用", SOMEBODY_ELSE, MONDAY, null, null, null));
        }
        return file.build();
    }

    static HazardFile.Listing listing(HazardCommand.ListingLevel level) {
        return new HazardFile.Listing(level, LocalDate.parse("2026-12-31"), SOMEBODY_ELSE, MONDAY, null);
    }

    static HazardFile after(Decision<HazardFile> decision) {
        return ((Decision.Next<HazardFile>) decision).file();
    }

    static HazardCommand command(HazardAction action) {
        return switch (action) {
            case FLAG_MAJOR, CONFIRM_MAJOR, DOWNGRADE, TRANSFER, VOID -> new HazardCommand.Reasoned(action, REASON);
            case ISSUE_NOTICE -> new HazardCommand.IssueNotice(null, List.of());
            case START_RECTIFICATION ->
                new HazardCommand.StartRectification(new HazardCommand.Plan("责任", "措施", "资金", "时限", "预案"));
            case REPORT_RECTIFIED -> new HazardCommand.ReportRectified("已整改", List.of(), null);
            case RECHECK -> new HazardCommand.Recheck(true, null, List.of(), null);
            case EXTEND -> new HazardCommand.Extend(3, REASON);
            case ORDER_STOP, LIFT_STOP -> new HazardCommand.Stop(action, "停用");
            case LIST -> new HazardCommand.ListHazard(HazardCommand.ListingLevel.CITY, LocalDate.parse("2026-12-31"));
            case UNLIST -> new HazardCommand.Unlist(null);
            case ESCALATE, REMIND_MAJOR -> new HazardCommand.TimePassed(action);
            case CASE_OPENED, CASE_CLOSED, CASE_MERGED, CASE_DROPPED ->
                new HazardCommand.CaseNews(
                        action,
                        new UUID(5, 1),
                        "CX-260105-0009",
                        new HazardCommand.Successor(new UUID(5, 2), "CX-260105-0010"),
                        RESULT);
            case NOTE -> new HazardCommand.MorePhotos(List.of(new UUID(6, 1)));
            case FIND -> throw new IllegalArgumentException("Makes a hazard");
        };
    }
}
