package org.wangge.hazard;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        List<HazardLine> lines = file.tellingLines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            HazardLine line = lines.get(i);
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
                        new HazardCommand.CaseNews(HazardAction.CASE_OPENED, opened.id(), opened.number(), null, null));
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

    /** What has become of a case, as the hazard hears of it; empty while the case is open. */
    Mono<HazardCommand.CaseNews> news(UUID caseId) {
        return cases.standing(caseId)
                .filter(now -> !now.state().isOpen())
                .flatMap(ended -> ended.mergedInto() == null
                        ? Mono.just(news(ended, null))
                        : cases.standing(ended.mergedInto())
                                .map(other -> news(ended, new HazardCommand.Successor(other.id(), other.number()))));
    }

    /** The news of a case taken up again, with the hazard it came from; empty when it has ended again. */
    Mono<TakenUp> takenUp(UUID caseId) {
        return cases.standing(caseId)
                .filter(now -> now.state().isOpen())
                .map(now -> new TakenUp(
                        now.origin() == null || !now.origin().kind().equals(ORIGIN)
                                ? null
                                : now.origin().id(),
                        new HazardCommand.CaseNews(HazardAction.CASE_OPENED, now.id(), now.number(), null, null)));
    }

    record TakenUp(@Nullable UUID hazardId, HazardCommand.CaseNews news) {}

    private static HazardCommand.CaseNews news(Cases.Standing ended, HazardCommand.@Nullable Successor successor) {
        Cases.Settlement done = ended.result();
        return new HazardCommand.CaseNews(
                switch (ended.state()) {
                    case CLOSED -> HazardAction.CASE_CLOSED;
                    case MERGED -> HazardAction.CASE_MERGED;
                    default -> HazardAction.CASE_DROPPED;
                },
                ended.id(),
                ended.number(),
                successor,
                done == null ? null : new HazardCommand.CaseResult(done.text(), done.byId(), done.byName(), done.at()));
    }

    /**
     * Ends the case because its hazard has ended. Repeatable. A case that the hazard's own was merged into is another matter, and
     * goes on.
     */
    Mono<Void> conclude(HazardFile file) {
        UUID caseId = file.caseId();
        if (caseId == null) {
            return Mono.empty();
        }
        String end = file.state() == HazardState.VOIDED ? " 已作废" : " 已销号";
        return cases.standing(caseId)
                .filter(now -> isOf(file, now.origin()))
                .flatMap(own -> cases.conclude(caseId, "隐患 " + file.number() + end));
    }

    private static boolean isOf(HazardFile file, @Nullable CaseOrigin origin) {
        return origin != null && origin.kind().equals(ORIGIN) && origin.id().equals(file.id());
    }
}
