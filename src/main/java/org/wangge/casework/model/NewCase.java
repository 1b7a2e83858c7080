package org.wangge.casework.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseOrigin;
import org.wangge.casework.CaseState;
import org.wangge.casework.ReportCase;
import org.wangge.casework.model.CaseFile.Area;
import org.wangge.casework.model.CaseFile.Outcome;
import org.wangge.casework.model.CaseFile.Report;
import org.wangge.routing.RoutingDecision;
import org.wangge.routing.Ruling;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Ids;
import org.wangge.shared.PersonName;
import org.wangge.shared.PhoneTime;

/** Makes the file of a new case: reported, or settled on the spot and so closed at once. Its duty is looked up afterwards. */
public final class NewCase {

    private NewCase() {}

    public static CaseFile of(
            UUID id,
            String number,
            ReportCase report,
            @Nullable CaseOrigin origin,
            Intake intake,
            Actor actor,
            CaseContext facts) {
        Instant now = facts.now();
        PersonName reporter = new PersonName(actor.id(), actor.name());
        ReportCase.SelfHandled settled = report.selfHandled();
        Clocks none = Clocks.of(List.of(), facts.calendar(), now);
        Ruling ruling = intake.routing().ruling();
        Clocks clocks = settled == null
                ? none.start(Stage.ACCEPT, ruling == null ? Clocks.DESK : ruling.within(Clocks.DESK))
                : none;
        TimelineLine line = firstLine(report, intake, reporter, facts);
        Desk desk = facts.desk() == null ? Desk.of(intake.routing().desk()) : facts.desk();
        return new CaseFile(
                id,
                number,
                settled == null ? CaseState.REPORTED : CaseState.CLOSED,
                1,
                intake.category(),
                intake.urgent(),
                reported(report, intake, reporter, now),
                origin,
                area(
                        intake.routing(),
                        intake.position() == null ? intake.routing().anchor() : null),
                Desk.found(intake.routing().area(), Stream.of(desk)),
                desk,
                null,
                actor.equals(Actor.SYSTEM)
                        ? new ArrayList<>()
                        : new ArrayList<>(List.of(actor.id().toString())),
                null,
                null,
                null,
                null,
                null,
                settled == null
                        ? null
                        : new Outcome(settled.result(), reporter, now, null, null, intake.settledMediaIds()),
                null,
                clocks.list(),
                clocks.dueAt(),
                clocks.provisional(),
                0,
                null,
                List.of(),
                intake.allMedia(),
                List.of(line),
                1,
                line.hash(),
                sortedAt(intake, now),
                now,
                settled == null ? null : now,
                null,
                facts.operation().key() == null ? null : facts.operation().bodyHash(),
                null,
                intake.doubts().at(1),
                ruling,
                null,
                null,
                null,
                null);
    }

    /** Times as the phone gave them, also doubtful ones. */
    private static Report reported(ReportCase report, Intake intake, PersonName reporter, Instant now) {
        return new Report(
                report.description(),
                intake.position(),
                report.address(),
                reporter,
                report.selfHandled() != null,
                given(report.occurredAt(), sortedAt(intake, now)),
                given(report.reportedAt(), now),
                now,
                intake.mediaIds(),
                intake.fixedAt());
    }

    private static Instant given(@Nullable PhoneTime time, Instant otherwise) {
        return time == null || time.moment() == null ? otherwise : time.moment();
    }

    /** What lists and counts go by: the phone's time unless it is doubtful. */
    private static Instant sortedAt(Intake intake, Instant now) {
        Instant reported = intake.reportedAt();
        return reported == null || reported.isAfter(now) ? now : reported;
    }

    /** Where it is by this decision. */
    static Area area(RoutingDecision routing, @Nullable GeoPoint anchor) {
        return new Area(
                routing.area().value(),
                routing.gridName(),
                routing.areaOfficeCode(),
                routing.areaOfficeName(),
                routing.officeCode(),
                routing.officeName(),
                routing.ruleId(),
                routing.reason(),
                routing.gridRevision(),
                routing.distanceMetres(),
                anchor,
                routing.neighbours(),
                routing.unit());
    }

    private static TimelineLine firstLine(ReportCase report, Intake intake, PersonName reporter, CaseContext facts) {
        ReportCase.SelfHandled onTheSpot = report.selfHandled();
        boolean settled = onTheSpot != null;
        @Nullable String text = onTheSpot == null ? report.description() : onTheSpot.result();
        return new TimelineLine(
                        Ids.next(),
                        1,
                        facts.now(),
                        report.reportedAt() == null ? null : report.reportedAt().moment(),
                        reporter,
                        settled ? CaseAction.SELF_HANDLE : CaseAction.REPORT,
                        null,
                        settled ? CaseState.CLOSED : CaseState.REPORTED,
                        null,
                        null,
                        text,
                        intake.allMedia(),
                        facts.operation().requestId(),
                        TimelineLine.BEGINNING,
                        "",
                        null)
                .sealed();
    }
}
