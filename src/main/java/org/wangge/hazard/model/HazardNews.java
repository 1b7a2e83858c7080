package org.wangge.hazard.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardFile.Fix;
import org.wangge.shared.Actor;
import org.wangge.shared.PersonName;
import org.wangge.work.Decision;

/** What time does to a hazard, and what becomes of it with its case. */
final class HazardNews extends HazardStep {

    HazardNews(HazardFile file, HazardContext facts, Set<HazardState> to) {
        super(file, Actor.SYSTEM, facts, to);
    }

    Decision<HazardFile> decide(HazardCommand command) {
        if (command instanceof HazardCommand.MorePhotos more) {
            return morePhotos(more);
        }
        return command instanceof HazardCommand.CaseNews news
                ? caseNews(news)
                : timePassed((HazardCommand.TimePassed) command);
    }

    private Decision<HazardFile> morePhotos(HazardCommand.MorePhotos more) {
        List<UUID> missing = more.photos().stream()
                .filter(photo -> !file.mediaIds().contains(photo))
                .toList();
        if (missing.isEmpty()) {
            return new Decision.Already<>();
        }
        media(missing);
        return moved(more.action(), null, null, null, missing);
    }

    private Decision<HazardFile> timePassed(HazardCommand.TimePassed command) {
        if (command.action() == HazardAction.ESCALATE) {
            if (file.escalateAt() == null || file.escalateAt().isAfter(facts.now())) {
                return new Decision.Already<>();
            }
            next.escalateAt(null).escalations(file.escalations() + 1);
        } else {
            if (file.confirmBy() == null || file.confirmBy().isAfter(facts.now())) {
                return new Decision.Already<>();
            }
            next.confirmBy(null);
        }
        return moved(command.action(), null, file.dueAt());
    }

    private Decision<HazardFile> caseNews(HazardCommand.CaseNews news) {
        if (news.action() == HazardAction.CASE_OPENED) {
            next.caseId(news.caseId()).caseNumber(news.number()).escalateAt(null);
        } else if (!news.caseId().equals(file.caseId())) {
            return new Decision.Already<>();
        } else if (news.action() == HazardAction.CASE_MERGED) {
            HazardCommand.Successor successor = requireNonNull(news.successor());
            next.caseId(successor.caseId()).caseNumber(successor.number());
        } else {
            next.caseId(null);
            if (news.action() == HazardAction.CASE_CLOSED) {
                toRecheck(news.result());
            } else {
                dropped();
            }
        }
        return moved(news.action(), news.number(), null);
    }

    /** A closed case says that it is put right, and no more: nobody has looked yet. */
    private void toRecheck(HazardCommand.@Nullable CaseResult result) {
        if (file.state() == HazardState.RECHECK_DUE) {
            return;
        }
        openAgain();
        next.review(null).escalateAt(null);
        if (result != null) {
            // Who handled the case is the one who put it right, and does not recheck it.
            next.fix(new Fix(result.text(), new PersonName(result.byId(), result.byName()), result.at()));
        }
    }

    /** Its case came to nothing, so that it goes on alone, where it was before it was handed over. */
    private void dropped() {
        next.caseNumber(null);
        if (file.state() == HazardState.TRANSFERRED) {
            boolean inTime = file.dueAt() != null && file.dueAt().isAfter(facts.now());
            openAgain();
            next.escalateAt(inTime ? file.dueAt() : null);
        }
    }

    private void openAgain() {
        next.open(true);
        if (file.state() == HazardState.TRANSFERRED && file.level() == HazardLevel.SUSPECTED_MAJOR) {
            next.confirmBy(facts.now().plus(DECISION_LIMIT));
        }
    }
}
