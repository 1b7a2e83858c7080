package org.wangge.casework.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.model.CaseFile.Name;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Reason;

/** One step of a case in the making: what it starts from, the change it gathers, and the line it leaves. */
abstract class CaseStep {

    final CaseFile file;
    final Actor actor;
    final Facts facts;
    final CaseState to;
    final Name me;
    final Clocks clocks;
    final CaseChange change;

    CaseStep(CaseFile file, Actor actor, Facts facts, CaseState to) {
        this.file = file;
        this.actor = actor;
        this.facts = facts;
        this.to = to;
        this.me = new Name(actor.id(), actor.name());
        this.clocks = Clocks.of(file.clocks(), facts.calendar(), facts.now());
        this.change = new CaseChange(to);
    }

    final CaseDecision moved(
            CaseCommand command,
            @Nullable String receiver,
            @Nullable Reason reason,
            @Nullable String text,
            List<UUID> mediaIds) {
        TimelineLine line = new TimelineLine(
                Ids.next(),
                file.timelineLength() + 1,
                facts.now(),
                facts.deviceAt(),
                me,
                command.action(),
                file.state(),
                to,
                receiver,
                reason,
                text,
                mediaIds,
                facts.operation().requestId(),
                facts.operation().key(),
                facts.operation().key() == null ? null : facts.operation().bodyHash(),
                file.timelineHash(),
                "");
        return new CaseDecision.Moved(change, line.sealed());
    }
}
