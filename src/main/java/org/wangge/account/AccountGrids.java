package org.wangge.account;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.AccountDraft.GridDuty;
import org.wangge.account.model.Account;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The grids that people answer for, as accounts show and change them. The grid directory keeps them. */
@Component
class AccountGrids {

    private final Responsibilities responsibilities;
    private final Clock clock;

    AccountGrids(Responsibilities responsibilities, Clock clock) {
        this.responsibilities = responsibilities;
        this.clock = clock;
    }

    /** Of many accounts in one query; who answers for none is not in the map. */
    Mono<Map<UUID, List<GridDuty>>> of(Collection<UUID> accounts) {
        return responsibilities
                .gridsOf(accounts, clock.instant())
                .map(byAccount -> byAccount.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().stream()
                                        .filter(AccountGrids::isOfAccount)
                                        .map(AccountGrids::duty)
                                        .toList())));
    }

    /** Who stands in does so for a period, which the grid's responsibilities say; the account speaks of now. */
    private static boolean isOfAccount(ResponsibleWorker worker) {
        return worker.duty() != ResponsibleWorker.Duty.SUBSTITUTE;
    }

    private static GridDuty duty(ResponsibleWorker worker) {
        return new GridDuty(worker.gridCode(), worker.duty());
    }

    /** The same after the account was changed, whose name and phone are shown with each grid. Repeatable. */
    Mono<Void> follow(Account account, @Nullable List<GridDuty> wanted) {
        return responsibilities
                .rename(account.id(), account.name(), account.phone())
                .then(Mono.defer(() -> replace(account, wanted)));
    }

    /** Makes these all the grids that the person answers for from now on; null leaves them as they are. Repeatable. */
    Mono<Void> replace(Account account, @Nullable List<GridDuty> wanted) {
        if (wanted == null) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        return responsibilities
                .gridsOf(account.id(), now)
                .filter(AccountGrids::isOfAccount)
                .map(AccountGrids::duty)
                .collectList()
                .flatMap(present ->
                        Flux.concat(changes(account, present, wanted, now)).then());
    }

    /** New before old: a crash in between leaves nobody's grid without anybody. */
    private List<Mono<Void>> changes(Account account, List<GridDuty> present, List<GridDuty> wanted, Instant now) {
        List<Mono<Void>> changes = new ArrayList<>();
        wanted.stream()
                .filter(duty -> !present.contains(duty))
                .map(duty -> responsibilities.assign(new ResponsibleWorker(
                        duty.code(), account.id(), account.name(), account.phone(), duty.duty(), now, null)))
                .forEach(changes::add);
        List<String> kept = wanted.stream().map(GridDuty::code).toList();
        present.stream()
                .map(GridDuty::code)
                .filter(code -> !kept.contains(code))
                .map(code -> responsibilities.end(code, account.id(), now))
                .forEach(changes::add);
        return changes;
    }
}
