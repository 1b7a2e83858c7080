package org.wangge.grid.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.grid.store.WorkerStore;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class StoredResponsibilities implements Responsibilities {

    private static final Comparator<ResponsibleWorker> PRIMARIES_FIRST = Comparator.comparing(ResponsibleWorker::duty)
            .thenComparing(ResponsibleWorker::name)
            .thenComparing(ResponsibleWorker::accountId);

    private final WorkerStore store;
    private final GridSnapshots snapshots;

    StoredResponsibilities(WorkerStore store, GridSnapshots snapshots) {
        this.store = store;
        this.snapshots = snapshots;
    }

    @Override
    public Mono<Void> assign(ResponsibleWorker worker) {
        // New before old is ended: a crash in between leaves the grid with somebody.
        return assignAll(List.of(worker))
                .then(Mono.defer(() -> store.endOpen(worker.gridCode(), worker.accountId(), worker.from())));
    }

    @Override
    public Mono<Void> assignAll(Collection<ResponsibleWorker> workers) {
        return Mono.defer(() -> {
            List<Refusal.Fault> faults = faults(List.copyOf(workers));
            if (faults.isEmpty()) {
                return store.put(workers);
            }
            Refusal.Fault first = faults.get(0);
            return Mono.error(new Refused(
                    Refusal.of(first.code(), first.arguments().toArray()).withFaults(faults)));
        });
    }

    private List<Refusal.Fault> faults(List<ResponsibleWorker> workers) {
        GridSnapshot grid = snapshots.grid();
        List<Refusal.Fault> faults = new ArrayList<>();
        for (int index = 0; index < workers.size(); index++) {
            ResponsibleWorker worker = workers.get(index);
            Instant until = worker.until();
            if (grid.shape(worker.gridCode()).isEmpty()) {
                faults.add(Refusal.Fault.of("/" + index + "/gridCode", "grid.not-found", worker.gridCode()));
            }
            if (until != null && !until.isAfter(worker.from())) {
                faults.add(Refusal.Fault.of("/" + index + "/until", "grid.period-invalid"));
            }
        }
        return faults;
    }

    @Override
    public Mono<Void> end(String gridCode, UUID accountId, Instant at) {
        return store.endOpen(gridCode, accountId, at).then(store.removeNotBegun(gridCode, accountId, at));
    }

    @Override
    public Mono<Void> endAll(UUID accountId, Instant at) {
        return store.endOpen(null, accountId, at).then(store.removeNotBegun(null, accountId, at));
    }

    @Override
    public Mono<Void> rename(UUID accountId, String name, @Nullable String phone) {
        return store.rename(accountId, name, phone);
    }

    @Override
    public Flux<ResponsibleWorker> responsibleFor(String gridCode, Instant at) {
        return store.inGrids(List.of(gridCode), at).sort(PRIMARIES_FIRST);
    }

    @Override
    public Mono<Map<String, List<ResponsibleWorker>>> responsibleFor(Collection<String> gridCodes, Instant at) {
        if (gridCodes.isEmpty()) {
            return Mono.just(Map.of());
        }
        return store.inGrids(gridCodes, at)
                .sort(PRIMARIES_FIRST)
                .collect(Collectors.groupingBy(ResponsibleWorker::gridCode));
    }

    @Override
    public Flux<ResponsibleWorker> gridsOf(UUID accountId, Instant at) {
        return store.ofAccount(accountId, at);
    }

    @Override
    public Mono<Map<UUID, List<ResponsibleWorker>>> gridsOf(Collection<UUID> accountIds, Instant at) {
        return accountIds.isEmpty()
                ? Mono.just(Map.of())
                : store.ofAccounts(accountIds, at).collect(Collectors.groupingBy(ResponsibleWorker::accountId));
    }

    @Override
    public Flux<ResponsibleWorker> history(String gridCode) {
        return store.history(gridCode);
    }
}
