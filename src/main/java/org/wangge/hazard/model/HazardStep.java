package org.wangge.hazard.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardFile.Listing;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.PersonName;
import org.wangge.shared.Reason;
import org.wangge.work.Decision;

/** One step of a hazard in the making: what it starts from, what it makes of that, and the line it leaves. */
abstract class HazardStep {

    /** The department decides on a suspected major hazard within this time (domain: within hours). */
    static final Duration DECISION_LIMIT = Duration.ofHours(2);

    private static final int DOUBTS_KEPT = 100;

    final HazardFile file;
    final HazardContext facts;
    final PersonName me;
    final HazardFileBuilder next;
    final Doubts doubts;
    private final Set<HazardState> to;
    private @Nullable HazardGrade graded;

    /**
     * @param to where the table lets it lead; with one state there is nothing to choose
     */
    HazardStep(HazardFile file, Actor actor, HazardContext facts, Set<HazardState> to) {
        this.file = file;
        this.facts = facts;
        this.me = PersonName.of(actor);
        this.doubts = new Doubts(facts.now(), facts.deviceTime());
        this.to = to;
        this.next = HazardFileBuilder.builder(file)
                .state(to.size() == 1 ? to.iterator().next() : file.state())
                .version(file.version() + 1)
                .updatedAt(facts.now());
    }

    /** What has become a case already does not become another. */
    final @Nullable Instant escalateAt(@Nullable Instant dueAt) {
        return file.caseId() == null ? dueAt : null;
    }

    final void dueAt(Instant dueAt) {
        next.dueAt(dueAt).escalateAt(escalateAt(dueAt));
    }

    final void level(HazardLevel level) {
        graded = HazardGrade.of(file.item().severity(), file.item().judge(), level, file.recurrences());
        next.level(level).grade(graded);
    }

    final void media(List<UUID> more) {
        next.mediaIds(joined(file.mediaIds(), more));
    }

    private static <E> List<E> joined(List<E> known, List<E> more) {
        return Stream.concat(known.stream(), more.stream()).distinct().toList();
    }

    final void endListing(Listing listed) {
        next.listing(new Listing(listed.level(), listed.until(), listed.by(), listed.at(), facts.now()));
    }

    final void end() {
        next.open(null)
                .escalateAt(null)
                .confirmBy(null)
                .closedAt(facts.now())
                .closedMonth(HazardContext.month(facts.now(), facts.zone()));
        if (file.listing() != null && file.listing().isInForce()) {
            endListing(file.listing());
        }
    }

    /** A step that needs no more than its reason. */
    final Decision<HazardFile> moved(HazardAction action, Reason reason) {
        return moved(action, reason, reason.text(), null, List.of());
    }

    final Decision<HazardFile> moved(HazardAction action, @Nullable String text, @Nullable Instant dueAt) {
        return moved(action, null, text, dueAt, List.of());
    }

    final Decision<HazardFile> moved(
            HazardAction action,
            @Nullable Reason reason,
            @Nullable String text,
            @Nullable Instant dueAt,
            List<UUID> mediaIds) {
        if (!to.contains(next.state())) {
            throw new IllegalStateException(action + " leads to " + next.state() + ", and not by the table");
        }
        HazardLine line = new HazardLine(
                Ids.next(),
                file.timelineLength() + 1,
                facts.now(),
                facts.deviceAt(),
                me,
                action,
                next.state(),
                next.level(),
                next.round(),
                reason,
                text,
                dueAt,
                graded,
                mediaIds);
        List<HazardFile.Doubt> all = joined(Objects.requireNonNullElse(file.doubts(), List.of()), doubts.at(line.id()));
        List<HazardLine> lines = joined(file.timeline(), List.of(line));
        List<HazardLine> kept = HazardLines.newest(lines);
        HazardFile after = next.doubts(
                        all.isEmpty() ? null : all.subList(Math.max(0, all.size() - DOUBTS_KEPT), all.size()))
                .timeline(kept)
                .remembered(HazardLines.stillAskedFor(file.remembered(), lines.subList(0, lines.size() - kept.size())))
                .build();
        return new Decision.Next<>(after, List.of(HazardEvents.of(file, after)));
    }
}
