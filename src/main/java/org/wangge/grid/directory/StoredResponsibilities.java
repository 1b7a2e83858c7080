package org.wangge.grid.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.Responsibility;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.grid.model.PeriodRules;
import org.wangge.grid.store.WorkerStore;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.OptimisticRetry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class StoredResponsibilities implements Responsibilities {

    private static final Logger LOG = LoggerFactory.getLogger(StoredResponsibilities.class);

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
        return store.inGrids(List.of(gridCode), at).sort(PRIMARIES_FIRST).distinct(ResponsibleWorker::accountId);
    }

    @Override
    public Mono<Map<String, List<ResponsibleWorker>>> responsibleFor(Collection<String> gridCodes, Instant at) {
        if (gridCodes.isEmpty()) {
            return Mono.just(Map.of());
        }
        return store.inGrids(gridCodes, at)
                .sort(PRIMARIES_FIRST)
                .distinct(worker -> worker.gridCode() + worker.accountId())
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
    public Flux<Responsibility> history(String gridCode) {
        return store.history(gridCode);
    }

    @Override
    public Mono<Responsibility.Done> add(ResponsibleWorker worker, Instant now, UUID by, Operation operation) {
        return Mono.justOrEmpty(operation.key())
                .flatMap(key -> store.madeBy(worker.gridCode(), key))
                .filter(known -> isRepeat(operation, known))
                .map(known -> new Responsibility.Done(known.responsibility(), true))
                .switchIfEmpty(Mono.defer(() -> addNew(worker, now, by, operation)));
    }

    private Mono<Responsibility.Done> addNew(ResponsibleWorker worker, Instant now, UUID by, Operation operation) {
        if (snapshots.grid().shape(worker.gridCode()).isEmpty()) {
            return refused(Refusal.of("grid.not-found", worker.gridCode()));
        }
        Optional<Refusal> refusal = PeriodRules.refusal(worker, now);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        Responsibility wanted = new Responsibility(Ids.next().toString(), worker);
        return fits(wanted)
                .then(Mono.defer(() -> store.insert(wanted, by, now, operation)))
                // Once more: whoever wrote at the same moment looked before this one was there, or sees it now.
                .then(Mono.defer(() -> fits(wanted)))
                .onErrorResume(Refused.class, tooLate -> store.remove(wanted).then(Mono.error(tooLate)))
                .then(Mono.fromSupplier(() -> told("named", wanted, by)));
    }

    private Mono<Void> fits(Responsibility wanted) {
        return store.history(wanted.worker().gridCode())
                .collectList()
                .flatMap(others -> PeriodRules.conflict(wanted, others)
                        .map(StoredResponsibilities::<Void>refused)
                        .orElse(Mono.empty()));
    }

    private static Responsibility.Done told(String what, Responsibility written, UUID by) {
        LOG.info(
                "outcome=responsibility-{} grid={} worker={} duty={} from={} until={} by={}",
                what,
                written.worker().gridCode(),
                written.worker().accountId(),
                written.worker().duty(),
                written.worker().from(),
                written.worker().until(),
                by);
        return new Responsibility.Done(written, false);
    }

    @Override
    public Mono<Responsibility.Done> end(Ending ending, Instant now, UUID by, Operation operation) {
        return OptimisticRetry.untilWritten(() -> store.find(ending.gridCode(), ending.id())
                .switchIfEmpty(refused(Refusal.of("grid.responsibility-not-found")))
                .flatMap(known -> isRepeat(operation, known)
                        ? Mono.just(new Responsibility.Done(known.responsibility(), true))
                        : ended(known, ending.at(), now, by, operation)));
    }

    private static boolean isRepeat(Operation operation, WorkerStore.Kept known) {
        Operation.Done made = known.made();
        return operation.isAmong(known.operations()) || made != null && operation.isAmong(List.of(made));
    }

    private Mono<Responsibility.Done> ended(
            WorkerStore.Kept known, Instant at, Instant now, UUID by, Operation operation) {
        Responsibility seen = known.responsibility();
        Optional<Refusal> refusal = PeriodRules.refusal(seen, at, now);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        ResponsibleWorker worker = seen.worker();
        Instant until = at.isAfter(worker.from()) ? at : worker.from();
        Responsibility ended = new Responsibility(seen.id(), worker.endingAt(until));
        return fits(ended)
                .then(Mono.defer(() -> store.end(known, until, by, now, operation.done(now))))
                .filter(written -> written)
                .flatMap(written -> fits(ended)
                        .onErrorResume(
                                Refused.class,
                                tooLate -> store.end(
                                                new WorkerStore.Kept(ended, null, List.of()),
                                                worker.until(),
                                                by,
                                                now,
                                                null)
                                        .then(Mono.error(tooLate)))
                        .then(Mono.fromSupplier(() -> told("ended", ended, by))));
    }

    private static <T> Mono<T> refused(Refusal refusal) {
        return Mono.error(() -> new Refused(refusal));
    }
}
