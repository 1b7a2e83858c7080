package org.wangge.hazard.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardFile.Listing;
import org.wangge.hazard.model.HazardFile.Name;
import org.wangge.hazard.model.HazardMachine.Decision;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Reason;

/** One step of a hazard in the making: what it starts from, the change it gathers, and the line it leaves. */
abstract class HazardStep {

    final HazardFile file;
    final HazardFacts facts;
    final Name me;
    final HazardChange change = new HazardChange();
    final Doubts doubts;

    HazardStep(HazardFile file, Actor actor, HazardFacts facts) {
        this.file = file;
        this.facts = facts;
        this.me = new Name(actor.id(), actor.name());
        this.doubts = new Doubts(facts.now(), facts.deviceTime());
    }

    /** What has become a case already does not become another. */
    final @Nullable Instant escalateAt(@Nullable Instant dueAt) {
        return file.caseId() == null ? dueAt : null;
    }

    final void endListing(Listing listed) {
        change.set("listing", new Listing(listed.level(), listed.until(), listed.by(), listed.at(), facts.now()));
    }

    final void end(HazardState state) {
        change.set("state", state)
                .set("open", null)
                .set("escalateAt", null)
                .set("confirmBy", null)
                .set("closedAt", facts.now())
                .set("closedMonth", HazardFacts.month(facts.now(), facts.zone()));
        if (file.listing() != null && file.listing().isInForce()) {
            endListing(file.listing());
        }
    }

    final Decision moved(
            HazardAction action,
            @Nullable Reason reason,
            @Nullable String text,
            @Nullable Instant dueAt,
            List<UUID> mediaIds) {
        String key = facts.operation().key();
        UUID lineId = Ids.next();
        change.doubts(doubts.at(lineId));
        return new Decision.Moved(
                change,
                new HazardLine(
                        lineId,
                        facts.now(),
                        facts.deviceAt(),
                        me,
                        action,
                        change.state(file),
                        change.level(file),
                        change.round(file),
                        reason,
                        text,
                        dueAt,
                        change.grade(),
                        mediaIds,
                        key,
                        key == null ? null : facts.operation().bodyHash()));
    }
}
