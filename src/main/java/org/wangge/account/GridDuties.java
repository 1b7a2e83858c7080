package org.wangge.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.store.AccountStore;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.Responsibility;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import reactor.core.publisher.Mono;

/** Who answers for a grid, when, and who stands in: named for periods, for what is to come too. */
@Component
public class GridDuties {

    private final Responsibilities responsibilities;
    private final GridCells grids;
    private final AccountStore accounts;
    private final Clock clock;

    GridDuties(Responsibilities responsibilities, GridCells grids, AccountStore accounts, Clock clock) {
        this.responsibilities = responsibilities;
        this.grids = grids;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Who is to answer.
     *
     * @param from null for now
     * @param to null for as long as nobody ends it
     */
    public record Draft(
            UUID workerId,
            ResponsibleWorker.Duty duty,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** All that were ever named for a grid of the actor's area, newest first; {@code grid.not-found} for any other grid. */
    public Mono<List<Responsibility>> list(String gridCode, Actor actor) {
        return Mono.fromCallable(() -> grid(gridCode, actor))
                .flatMap(grid -> responsibilities.history(grid.code()).collectList());
    }

    private GridCell grid(String code, Actor actor) {
        return grids.find(code)
                .filter(found -> actor.covers(found.path()))
                .orElseThrow(() -> new Refused(Refusal.of("grid.not-found", code)));
    }

    /**
     * Names a grid worker for a period. Refuses what {@link Responsibilities#add} does, {@code account.worker-unknown} for who is
     * no active account in the actor's area, {@code account.grid-outside} for who does not work there, and
     * {@code account.no-grid-worker} for who is none. Repeatable by its operation.
     */
    public Mono<Responsibility.Done> add(String gridCode, Draft draft, Actor actor, Operation operation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Mono.fromCallable(() -> grid(gridCode, actor))
                .flatMap(grid -> worker(draft.workerId(), grid, actor)
                        .flatMap(worker -> responsibilities.add(
                                new ResponsibleWorker(
                                        gridCode,
                                        worker.id(),
                                        worker.name(),
                                        worker.phone(),
                                        draft.duty(),
                                        draft.from() == null ? now : milliseconds(draft.from()),
                                        draft.to() == null ? null : milliseconds(draft.to())),
                                now,
                                actor.id(),
                                operation)));
    }

    /** What every store can keep; a moment that none can is far out of range and stays so. */
    private static Instant milliseconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS);
    }

    private Mono<Account> worker(UUID id, GridCell grid, Actor actor) {
        return accounts.find(id)
                .filter(found -> found.isActive() && found.areas().stream().anyMatch(actor::sharesDistrict))
                .switchIfEmpty(refused("account.worker-unknown"))
                .flatMap(found -> {
                    if (!found.covers(grid.path())) {
                        return refused("account.grid-outside", grid.code());
                    }
                    return found.roles().contains(Role.GRID_WORKER)
                            ? Mono.just(found)
                            : refused("account.no-grid-worker", found.name());
                });
    }

    private static Mono<Account> refused(String code, Object... arguments) {
        return Mono.error(() -> new Refused(Refusal.field(code, "/workerId", arguments)));
    }

    /** Ends one at a moment, null for now, as {@link Responsibilities#end} says; {@code grid.not-found} for a grid elsewhere. */
    public Mono<Responsibility.Done> end(
            String gridCode, String id, @Nullable Instant to, Actor actor, Operation operation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = to == null ? now : milliseconds(to);
        return Mono.fromCallable(() -> grid(gridCode, actor))
                .flatMap(grid -> responsibilities.end(
                        new Responsibilities.Ending(grid.code(), id, at), now, actor.id(), operation));
    }
}
