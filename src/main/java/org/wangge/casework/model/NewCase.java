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
import org.wangge.casework.model.CaseFile.Category;
import org.wangge.casework.model.CaseFile.Name;
import org.wangge.casework.model.CaseFile.Outcome;
import org.wangge.casework.model.CaseFile.Report;
import org.wangge.routing.RoutingDecision;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Ids;

/** Makes the file of a new case: reported, or settled on the spot and so closed at once. */
public final class NewCase {

    private NewCase() {}

    public static CaseFile of(
            UUID id,
            String number,
            ReportCase report,
            @Nullable CaseOrigin origin,
            Category category,
            RoutingDecision routing,
            Actor actor,
            Facts facts) {
        Instant now = facts.now();
        Name reporter = new Name(actor.id(), actor.name());
        ReportCase.SelfHandled settled = report.selfHandled();
        Clocks none = Clocks.of(List.of(), facts.calendar(), now);
        Clocks clocks = settled == null ? none.start(Stage.ACCEPT, Clocks.DESK) : none;
        List<UUID> media = settled == null
                ? report.mediaIds()
                : Stream.concat(report.mediaIds().stream(), settled.mediaIds().stream())
                        .distinct()
                        .toList();
        TimelineLine line = firstLine(report, reporter, media, facts);
        return new CaseFile(
                id,
                number,
                settled == null ? CaseState.REPORTED : CaseState.CLOSED,
                1,
                category,
                report.urgent(),
                new Report(
                        report.description(),
                        report.position(),
                        report.address(),
                        reporter,
                        settled != null,
                        report.occurredAt() == null ? sentAt(report, now) : report.occurredAt(),
                        sentAt(report, now),
                        now,
                        report.mediaIds()),
                origin,
                area(routing, report.position() == null ? routing.anchor() : null),
                routing.area().ancestry(),
                actor.equals(Actor.SYSTEM)
                        ? new ArrayList<>()
                        : new ArrayList<>(List.of(actor.id().toString())),
                null,
                null,
                null,
                null,
                null,
                settled == null ? null : new Outcome(settled.result(), reporter, now, null, null),
                null,
                clocks.list(),
                clocks.dueAt(),
                clocks.provisional(),
                0,
                null,
                List.of(),
                media,
                List.of(line),
                1,
                line.hash(),
                sentAt(report, now),
                now,
                settled == null ? null : now,
                facts.operation().key(),
                facts.operation().key() == null ? null : facts.operation().bodyHash());
    }

    private static Instant sentAt(ReportCase report, Instant now) {
        Instant sent = report.reportedAt();
        return sent == null || sent.isAfter(now) ? now : sent;
    }

    private static Area area(RoutingDecision routing, @Nullable GeoPoint anchor) {
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
                routing.neighbours());
    }

    private static TimelineLine firstLine(ReportCase report, Name reporter, List<UUID> media, Facts facts) {
        ReportCase.SelfHandled onTheSpot = report.selfHandled();
        boolean settled = onTheSpot != null;
        @Nullable String text = onTheSpot == null ? report.description() : onTheSpot.result();
        return new TimelineLine(
                        Ids.next(),
                        1,
                        facts.now(),
                        report.reportedAt(),
                        reporter,
                        settled ? CaseAction.SELF_HANDLE : CaseAction.REPORT,
                        null,
                        settled ? CaseState.CLOSED : CaseState.REPORTED,
                        null,
                        null,
                        text,
                        media,
                        facts.operation().requestId(),
                        facts.operation().key(),
                        facts.operation().key() == null
                                ? null
                                : facts.operation().bodyHash(),
                        TimelineLine.BEGINNING,
                        "")
                .sealed();
    }
}
