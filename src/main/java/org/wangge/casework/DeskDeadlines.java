package org.wangge.casework;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.store.CaseStore;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.shared.Refused;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import org.wangge.work.Unread;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Time as an actor between desks: what another office does not answer the district gets, and nothing waits where there is no office. */
@Component
class DeskDeadlines implements RecurringJob {

    private static final int SIDE_BY_SIDE = 8;

    private final CaseStore cases;
    private final CaseWriting writing;
    private final Offices offices;
    private final JobItems items;
    private final Clock clock;

    DeskDeadlines(CaseStore cases, CaseWriting writing, Offices offices, JobItems items, Clock clock) {
        this.cases = cases;
        this.writing = writing;
        this.offices = offices;
        this.items = items;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "case-desks";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return cases.unanswered(clock.instant())
                .hasElements()
                .flatMap(any -> any ? Mono.just(true) : atDesksOfEndedOffices().hasElements());
    }

    @Override
    public Mono<Void> run() {
        return each(
                        Flux.defer(() -> items.readable(name(), cases.unanswered(clock.instant()))),
                        new CaseCommand.LapseTransfer())
                .then(Mono.defer(this::leaveEndedOffices));
    }

    private Mono<Void> leaveEndedOffices() {
        return each(items.readable(name(), atDesksOfEndedOffices()), new CaseCommand.MoveDesk());
    }

    private Flux<Unread<CaseFile>> atDesksOfEndedOffices() {
        List<String> ended = offices.ended().stream().map(Office::code).toList();
        return ended.isEmpty() ? Flux.empty() : cases.atDesksOf(ended);
    }

    private Mono<Void> each(Flux<CaseFile> files, CaseCommand command) {
        return items.each(
                name(),
                files,
                CaseFile::id,
                SIDE_BY_SIDE,
                file -> writing.bySystem(file.id(), command)
                        // Somebody answered or ended it meanwhile.
                        .onErrorResume(Refused.class, refused -> Mono.empty()));
    }
}
