package org.wangge.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.account.Person;
import org.wangge.casework.Cases;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.notification.model.Ladder;
import org.wangge.notification.model.Notice;
import org.wangge.notification.push.LadderPeople;
import org.wangge.roster.Duty;
import org.wangge.roster.OnDuty;
import org.wangge.routing.Calendars;
import org.wangge.routing.RoutingFacts.TimeClass;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds those who hear of a case in place of somebody who does not. */
@Component
class StandIns implements LadderPeople {

    private static final int GRID_DEPTH = 4;
    private static final int OFFICE_DEPTH = 2;
    private static final int MOST_DEPUTIES = 10;

    private final Duty duty;
    private final Responsibilities responsibilities;
    private final Accounts accounts;
    private final Cases cases;
    private final Calendars calendars;
    private final Clock clock;

    StandIns(
            Duty duty,
            Responsibilities responsibilities,
            Accounts accounts,
            Cases cases,
            Calendars calendars,
            Clock clock) {
        this.duty = duty;
        this.responsibilities = responsibilities;
        this.accounts = accounts;
        this.cases = cases;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** By the roster; where nobody is on it now, everybody is on duty in working hours. */
    @Override
    public Mono<Boolean> isOnDuty(Notice notice) {
        Instant now = clock.instant();
        return duty.onDuty(offices(notice), now)
                .map(found -> found.isEmpty()
                        ? calendars.current().timeClass(now) == TimeClass.WORKING_HOURS
                        : found.stream().map(OnDuty::accountId).anyMatch(notice.recipientId()::equals));
    }

    private static Set<String> offices(Notice notice) {
        List<String> areas = notice.areas() == null ? List.of() : notice.areas();
        return Stream.concat(areas.stream(), desks(notice).stream())
                .map(GridPath::new)
                .filter(area -> area.depth() <= OFFICE_DEPTH)
                .map(GridPath::code)
                .collect(Collectors.toSet());
    }

    private static List<String> desks(Notice notice) {
        Ladder ladder = notice.ladder();
        return ladder == null ? List.of() : ladder.desk();
    }

    @Override
    public Mono<List<UUID>> deputies(Notice notice) {
        List<String> areas = notice.areas();
        UUID caseId = notice.caseId();
        if (areas == null || areas.size() < GRID_DEPTH || caseId == null) {
            return Mono.just(List.of());
        }
        String grid = new GridPath(areas.get(areas.size() - 1)).code();
        return responsibilities
                .responsibleFor(grid, clock.instant())
                .map(ResponsibleWorker::accountId)
                .filter(worker -> !worker.equals(notice.recipientId()))
                .distinct()
                .take(MOST_DEPUTIES)
                .collectList()
                .flatMap(accounts::actors)
                .flatMapMany(Flux::fromIterable)
                .filterWhen(worker -> sees(caseId, worker))
                .map(Actor::id)
                .collectList();
    }

    /** A restricted case is told to nobody who may not know of it. */
    private Mono<Boolean> sees(UUID caseId, Actor worker) {
        return Mono.defer(() -> cases.find(caseId, worker, Locale.SIMPLIFIED_CHINESE))
                .thenReturn(true)
                .onErrorResume(Refused.class, refused -> Mono.just(false));
    }

    @Override
    public Mono<List<UUID>> desk(Notice notice) {
        List<GridPath> desks = desks(notice).stream().map(GridPath::new).toList();
        return accounts.holding(Permission.CASE_FILE, desks)
                .map(found -> found.values().stream()
                        .flatMap(List::stream)
                        .map(Person::id)
                        .filter(person -> !person.equals(notice.recipientId()))
                        .distinct()
                        .toList());
    }
}
