package org.wangge.hazard;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.casework.CaseOrigin;
import org.wangge.casework.Cases;
import org.wangge.casework.ReportCase;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.model.HazardLine;
import org.wangge.shared.Actor;
import org.wangge.shared.PhoneTime;
import reactor.core.publisher.Mono;

/** The case that a hazard becomes when it is not put right in time or goes to enforcement, in the office of its place. */
@Component
class HazardCases {

    static final String ORIGIN = "HAZARD";

    private final Cases cases;
    private final Clock clock;

    HazardCases(Cases cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    /** Whether the last step that asked for a case has not got one yet. */
    boolean isDue(HazardFile file) {
        if (file.state() == HazardState.TRANSFERRED) {
            return true;
        }
        for (int i = file.timeline().size() - 1; i >= 0; i--) {
            HazardLine line = file.timeline().get(i);
            switch (line.action()) {
                case ESCALATE -> {
                    return file.state().isUnfixed();
                }
                case CASE_OPENED, CASE_MERGED, CASE_DROPPED, CASE_CLOSED -> {
                    return false;
                }
                default -> {}
            }
        }
        return false;
    }

    /** Opens the case and gives the news of it for the hazard. Repeatable: the same escalation gives the same case. */
    Mono<HazardCommand> open(HazardFile file, Actor actor) {
        CaseOrigin origin = new CaseOrigin(ORIGIN, file.id(), file.number());
        ReportCase report = new ReportCase(
                file.item().categoryCode(),
                describe(file),
                null,
                file.area().gridPath().code(),
                file.place().address(),
                PhoneTime.of(file.foundAt()),
                PhoneTime.of(clock.instant()),
                List.of(),
                file.level() != HazardLevel.GENERAL,
                null);
        return cases.open(origin, file.escalations(), report, actor)
                .map(opened ->
                        new HazardCommand.CaseNews(HazardAction.CASE_OPENED, opened.id(), opened.number(), null));
    }

    private static String describe(HazardFile file) {
        String note = file.note() == null ? "" : "；" + file.note();
        String plea = file.state() == HazardState.TRANSFERRED ? "移送执法" : "逾期未整改";
        return "隐患 %s（%s）：%s，%s%s"
                .formatted(
                        file.number(),
                        plea,
                        file.place().name(),
                        file.item().text().zh(),
                        note);
    }

    /** Ends the case because its hazard is closed out. Repeatable. */
    Mono<Void> conclude(UUID caseId, String hazardNumber) {
        return cases.conclude(caseId, "隐患 " + hazardNumber + " 已销号");
    }
}
