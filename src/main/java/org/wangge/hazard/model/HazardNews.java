package org.wangge.hazard.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardFile.Fix;
import org.wangge.hazard.model.HazardFile.Name;
import org.wangge.hazard.model.HazardMachine.Decision;
import org.wangge.shared.Actor;

/** What time does to a hazard, and what becomes of it with its case. */
final class HazardNews extends HazardStep {

    private HazardNews(HazardFile file, HazardFacts facts) {
        super(file, Actor.SYSTEM, facts);
    }

    static Decision of(HazardFile file, HazardCommand command, HazardFacts facts) {
        HazardNews step = new HazardNews(file, facts);
        if (command instanceof HazardCommand.MorePhotos more) {
            return step.morePhotos(more);
        }
        return command instanceof HazardCommand.CaseNews news
                ? step.caseNews(news)
                : step.timePassed((HazardCommand.TimePassed) command);
    }

    private Decision morePhotos(HazardCommand.MorePhotos more) {
        List<UUID> missing = more.photos().stream()
                .filter(photo -> !file.mediaIds().contains(photo))
                .toList();
        if (missing.isEmpty()) {
            return new Decision.Already();
        }
        change.media(missing);
        return moved(more.action(), null, null, null, missing);
    }

    private Decision timePassed(HazardCommand.TimePassed command) {
        if (command.action() == HazardAction.ESCALATE) {
            if (file.escalateAt() == null || file.escalateAt().isAfter(facts.now())) {
                return new Decision.Already();
            }
            change.set("escalateAt", null).set("escalations", file.escalations() + 1);
        } else {
            if (file.confirmBy() == null || file.confirmBy().isAfter(facts.now())) {
                return new Decision.Already();
            }
            change.set("confirmBy", null);
        }
        return moved(command.action(), null, null, file.dueAt(), List.of());
    }

    private Decision caseNews(HazardCommand.CaseNews news) {
        if (news.action() == HazardAction.CASE_OPENED) {
            change.set("caseId", news.caseId()).set("caseNumber", news.number()).set("escalateAt", null);
        } else if (!news.caseId().equals(file.caseId())) {
            return new Decision.Already();
        } else if (news.action() == HazardAction.CASE_MERGED) {
            HazardCommand.Successor successor = requireNonNull(news.successor());
            change.set("caseId", successor.caseId()).set("caseNumber", successor.number());
        } else {
            change.set("caseId", null);
            if (news.action() == HazardAction.CASE_CLOSED) {
                toRecheck(news.result());
            } else {
                dropped();
            }
        }
        return moved(news.action(), null, news.number(), null, List.of());
    }

    /** A closed case says that it is put right, and no more: nobody has looked yet. */
    private void toRecheck(HazardCommand.@Nullable CaseResult result) {
        if (file.state() == HazardState.RECHECK_DUE) {
            return;
        }
        backTo(HazardState.RECHECK_DUE);
        change.set("review", null).set("escalateAt", null);
        if (result != null) {
            // Who handled the case is the one who put it right, and does not recheck it.
            change.set("fix", new Fix(result.text(), new Name(result.byId(), result.byName()), result.at()));
        }
    }

    /** Its case came to nothing, so that it goes on alone, where it was before it was handed over. */
    private void dropped() {
        change.set("caseNumber", null);
        if (file.state() == HazardState.TRANSFERRED) {
            boolean inTime = file.dueAt() != null && file.dueAt().isAfter(facts.now());
            backTo(HazardState.RECTIFYING);
            change.set("escalateAt", inTime ? file.dueAt() : null);
        }
    }

    private void backTo(HazardState state) {
        change.set("state", state).set("open", true);
        if (file.state() == HazardState.TRANSFERRED && file.level() == HazardLevel.SUSPECTED_MAJOR) {
            change.set("confirmBy", facts.now().plus(HazardEffects.DECISION_LIMIT));
        }
    }
}
