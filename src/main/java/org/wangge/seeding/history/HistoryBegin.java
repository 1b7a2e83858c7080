package org.wangge.seeding.history;

import java.time.Clock;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.Cases;
import org.wangge.seeding.SeedingSettings;
import org.wangge.seeding.store.HistoryStore;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Mono;

/**
 * Decides before anybody reports whether a history is to be made: in a demonstration that holds no case yet. Making it waits until
 * the installation serves.
 */
@Component
@Order(150)
class HistoryBegin implements StartupStep {

    private final SeedingSettings settings;
    private final HistoryStore store;
    private final People people;
    private final Cases cases;
    private final Clock clock;

    HistoryBegin(SeedingSettings settings, HistoryStore store, People people, Cases cases, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.people = people;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public Mono<Void> run() {
        return settings.historyDays() == 0
                ? Mono.empty()
                : store.find().hasElement().filter(begun -> !begun).flatMap(none -> beginIfEmpty());
    }

    private Mono<Void> beginIfEmpty() {
        return people.find()
                .flatMap(
                        district -> cases.list(CaseFilter.all(), 1, null, false, district.supervisor(), Doing.LANGUAGE))
                .filter(page -> page.items().isEmpty())
                .flatMap(empty -> store.begin(clock.instant(), settings.historyDays()));
    }
}
