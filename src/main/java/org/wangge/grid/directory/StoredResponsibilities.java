package org.wangge.grid.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
import org.wangge.grid.model.ResponsibilityFile;
import org.wangge.grid.store.WorkerStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Decision;
import org.wangge.work.VersionedWrites;
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
                .filter(known ->
                        // Those of earlier versions keep what made them among what changed them.
                        operation.isAmong(known.operations())
                                || operation.repeats(known.operationKey(), known.operationHash()))
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
        ResponsibilityFile file = ResponsibilityFile.of(wanted, by, now, operation);
        return fits(wanted)
                .then(Mono.defer(() -> store.insert(file, now)))
                // Once more: whoever wrote at the same moment looked before this one was there, or sees it now.
                .then(Mono.defer(() -> fits(wanted)))
                .onErrorResume(Refused.class, tooLate -> store.remove(file).then(Mono.error(tooLate)))
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
        return VersionedWrites.change(
                        () -> store.find(ending.gridCode(), ending.id())
                                .switchIfEmpty(refused(Refusal.of("grid.responsibility-not-found"))),
                        new Call(null, null, Actor.SYSTEM, operation, Locale.ROOT),
                        known -> Refusal.of("grid.responsibility-past"),
                        known -> decide(known, ending.at(), now, by),
                        (known, next) -> store.change(known, next.file(), operation, now)
                                .delayUntil(ended -> stillFits(known, ended, now)))
                .map(written -> written.before() == null
                        ? new Responsibility.Done(written.file().responsibility(), true)
                        : told("ended", written.file().responsibility(), by));
    }

    private Mono<Decision<ResponsibilityFile>> decide(ResponsibilityFile known, Instant at, Instant now, UUID by) {
        Optional<Refusal> refusal = PeriodRules.refusal(known.responsibility(), at, now);
        if (refusal.isPresent()) {
            return Mono.just(new Decision.No<>(refusal.get()));
        }
        // One that has not begun by then is withdrawn.
        ResponsibilityFile ended = known.endingAt(at.isAfter(known.from()) ? at : known.from(), by, now);
        return fits(ended.responsibility()).thenReturn(new Decision.Next<>(ended, List.of()));
    }

    /** Whoever wrote at the same moment may not go together with it: then it is as it was before. */
    private Mono<Void> stillFits(ResponsibilityFile before, ResponsibilityFile ended, Instant now) {
        return fits(ended.responsibility())
                .onErrorResume(
                        Refused.class,
                        tooLate -> store.change(ended, before, null, now).then(Mono.error(tooLate)));
    }

    private static <T> Mono<T> refused(Refusal refusal) {
        return Mono.error(() -> new Refused(refusal));
    }
}
