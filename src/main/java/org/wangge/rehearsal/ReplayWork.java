package org.wangge.rehearsal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.casework.PastCase;
import org.wangge.casework.PastCases;
import org.wangge.rehearsal.model.ReplayFile;
import org.wangge.rehearsal.model.ReplayFile.Reached;
import org.wangge.rehearsal.model.ReplayRules;
import org.wangge.rehearsal.model.Tally.Item;
import org.wangge.rehearsal.model.Tried;
import org.wangge.rehearsal.store.ReplayStore;
import org.wangge.routing.Calendars;
import org.wangge.routing.RuleDecider;
import org.wangge.routing.RuleTrials;
import org.wangge.routing.Ruling;
import org.wangge.work.Blocking;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings a rehearsal on by some batches. A batch is read, decided and counted by one write that holds only if nobody else
 * came on from the same place; so it may stop anywhere, and any instance goes on.
 */
@Component
class ReplayWork {

    /** As many as are decided in some milliseconds and written as one document without weight. */
    static final int BATCH = 500;

    /** Then others have their turn. */
    private static final int BATCHES_A_TURN = 20;

    /** A case may be stored so much later than one that came after it. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final ReplayStore store;
    private final PastCases cases;
    private final RuleTrials trials;
    private final Calendars calendars;
    private final Blocking blocking;
    private final Clock clock;

    ReplayWork(
            ReplayStore store,
            PastCases cases,
            RuleTrials trials,
            Calendars calendars,
            Blocking blocking,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.trials = trials;
        this.calendars = calendars;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Brings it on, or to its end. Repeatable; does nothing where somebody else has come on meanwhile. */
    Mono<Void> advance(ReplayFile file) {
        return advance(file, BATCHES_A_TURN);
    }

    /** @param batches so many at most */
    Mono<Void> advance(ReplayFile file, int batches) {
        return trials.decider(file.ruleSet())
                .filter(decider -> decider.fingerprint().equals(file.fingerprint()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> found.isPresent()
                        ? on(file, found.get(), batches)
                        : store.change(file, ReplayRules.outdated(file, clock.instant()), null)
                                .then());
    }

    private Mono<Void> on(ReplayFile file, RuleDecider decider, int batches) {
        return batch(file, decider)
                .flatMap(next -> next.state() == ReplayState.RUNNING && batches > 1
                        ? on(next, decider, batches - 1)
                        : Mono.empty());
    }

    /** Empty when there is nothing to count now, or another came first. */
    private Mono<ReplayFile> batch(ReplayFile file, RuleDecider decider) {
        Instant now = clock.instant();
        return read(file, now).collectList().publishOn(blocking.scheduler()).flatMap(batch -> {
            boolean ended =
                    file.isShadow() ? batch.isEmpty() && !now.isBefore(file.to().plus(LATE)) : batch.size() < BATCH;
            return batch.isEmpty() && !ended
                    ? Mono.<ReplayFile>empty()
                    : tried(file, batch, decider)
                            .flatMap(tried -> store.change(
                                    file, ReplayRules.counted(file, tried, last(batch), ended, clock.instant()), null));
        });
    }

    private Flux<PastCase> read(ReplayFile file, Instant now) {
        Reached reached = file.reached();
        if (!file.isShadow()) {
            PastCase.Place after = reached == null ? null : new PastCase.Place(reached.reportedAt(), reached.id());
            return cases.reported(file.gridPath(), file.from(), file.to(), after, BATCH);
        }
        Instant settled = now.minus(LATE);
        Instant before = settled.isBefore(file.to()) ? settled : file.to();
        return cases.arrived(file.gridPath(), Objects.requireNonNull(reached).id(), BATCH)
                .takeWhile(one -> one.receivedAt() == null || one.receivedAt().isBefore(before));
    }

    private static @Nullable Reached last(List<PastCase> batch) {
        if (batch.isEmpty()) {
            return null;
        }
        PastCase last = batch.get(batch.size() - 1);
        return new Reached(last.reportedAt(), last.id());
    }

    private Mono<List<Tried>> tried(ReplayFile file, List<PastCase> batch, RuleDecider decider) {
        List<RuleDecider.Past> known = batch.stream()
                .filter(one -> one.ruling() != null)
                .map(one -> new RuleDecider.Past(Objects.requireNonNull(one.ruling()), one.description()))
                .toList();
        ZoneId zone = calendars.current().zone();
        LocalDate first = LocalDate.ofInstant(file.from(), zone);
        return decider.decide(known).map(answers -> {
            Iterator<Optional<Ruling>> next = answers.iterator();
            List<Tried> tried = new ArrayList<>(batch.size());
            for (PastCase one : batch) {
                Ruling answer = one.ruling() == null ? null : next.next().orElse(null);
                Instant at = file.isShadow() && one.receivedAt() != null ? one.receivedAt() : one.reportedAt();
                long day = ChronoUnit.DAYS.between(first, LocalDate.ofInstant(at, zone));
                tried.add(tried(one, answer, (int) Math.max(0, day)));
            }
            return tried;
        });
    }

    private static Tried tried(PastCase one, @Nullable Ruling answer, int day) {
        Ruling then = one.ruling();
        return new Tried(
                new Item(one.id(), one.number(), one.restricted()),
                one.reportedAt(),
                day,
                then == null ? "" : then.deskCode(),
                answer == null
                        ? null
                        : new Tried.Answer(
                                answer.deskCode(), answer.row(), answer.overlayId() != null, answer.fellThrough()),
                one.closedBy(),
                one.disputed());
    }
}
