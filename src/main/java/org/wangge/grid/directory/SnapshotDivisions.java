package org.wangge.grid.directory;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.model.AreaChanges;
import org.wangge.grid.model.AreaRules;
import org.wangge.grid.model.DivisionFile;
import org.wangge.grid.store.AreaStore;
import org.wangge.grid.store.PublicationStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Mono;

@Component
class SnapshotDivisions implements Divisions {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotDivisions.class);
    private static final Operation FROM_FILE = Operation.unkeyed("file");

    private final GridSnapshots snapshots;
    private final AreaStore store;
    private final PublicationStore publications;
    private final Clock clock;

    SnapshotDivisions(GridSnapshots snapshots, AreaStore store, PublicationStore publications, Clock clock) {
        this.snapshots = snapshots;
        this.store = store;
        this.publications = publications;
        this.clock = clock;
    }

    @Override
    public Optional<Division> find(String code) {
        return snapshots.areas().division(code);
    }

    @Override
    public List<Division> below(String parentCode) {
        return snapshots.areas().below(parentCode);
    }

    @Override
    public List<Division> of(GridPath district) {
        AreaSnapshot areas = snapshots.areas();
        Deque<Division> above = new ArrayDeque<>();
        Optional<Division> next = areas.division(district.district());
        while (next.isPresent()) {
            above.addFirst(next.get());
            next = areas.division(next.get().parentCode());
        }
        if (above.isEmpty()) {
            return List.of();
        }
        List<Division> all = new ArrayList<>(above);
        List<Division> townships = areas.below(above.getLast().code());
        all.addAll(townships);
        townships.stream()
                .flatMap(township -> areas.below(township.code()).stream())
                .sorted(Comparator.comparing(Division::code))
                .forEach(all::add);
        return List.copyOf(all);
    }

    @Override
    public Optional<GridPath> pathOf(String code) {
        return pathOf(code, clock.instant());
    }

    @Override
    public Optional<GridPath> pathOf(String code, Instant at) {
        AreaSnapshot areas = snapshots.areas();
        LocalDate today = LocalDate.ofInstant(at, SnapshotOffices.CHINA);
        Deque<String> codes = new ArrayDeque<>();
        Optional<Division> next = areas.division(code);
        while (next.isPresent()) {
            Division division = next.get();
            if (division.level().compareTo(Division.Level.DISTRICT) < 0 || !division.validOn(today)) {
                return Optional.empty();
            }
            codes.addFirst(division.code());
            if (division.level() == Division.Level.DISTRICT) {
                return Optional.of(GridPath.of(codes.toArray(String[]::new)));
            }
            next = areas.division(division.parentCode());
        }
        return Optional.empty();
    }

    @Override
    public long version(String code) {
        return snapshots.areas().divisionVersion(code);
    }

    @Override
    public Mono<Void> putAll(List<Division> divisions) {
        return store.divisions().collectList().flatMap(stored -> {
            Map<String, Division> known = new HashMap<>();
            Set<String> changedByPeople = new HashSet<>();
            stored.forEach(file -> {
                known.put(file.id(), file.division());
                if (file.changedBy() != null) {
                    changedByPeople.add(file.id());
                }
            });
            List<DivisionFile> changes = divisions.stream()
                    .filter(division -> !division.equals(known.get(division.code())))
                    .filter(division -> !changedByPeople.contains(division.code()))
                    .map(division -> AreaChanges.of(division, null, FROM_FILE))
                    .toList();
            divisions.forEach(division -> known.put(division.code(), division));
            List<Refusal.Fault> faults = faults(divisions, known);
            if (!faults.isEmpty()) {
                return refused(faults);
            }
            return changes.isEmpty()
                    ? Mono.<Void>empty()
                    : store.putDivisions(changes).then(told());
        });
    }

    private Mono<Void> told() {
        return publications.areasChanged().then(snapshots.refreshIfChanged()).then();
    }

    @Override
    public Mono<Written<Division>> create(Division division, Actor actor, Operation operation) {
        actor.require(Permission.REFERENCE_EDIT);
        return sound(division, actor)
                .then(Mono.defer(() -> VersionedWrites.make(
                        store.insert(AreaChanges.of(division, actor.id().toString(), operation), clock.instant()),
                        operation,
                        store::divisionMadeBy)))
                .onErrorResume(DuplicateKeyException.class, taken -> same(division))
                .flatMap(written -> written("made", written, actor));
    }

    private Mono<VersionedWrites.Written<DivisionFile>> same(Division division) {
        return store.division(division.code()).map(there -> {
            if (!there.division().equals(division)) {
                throw new Refused(Refusal.field("division.taken", "/code", division.code()));
            }
            return new VersionedWrites.Written<>(there, false);
        });
    }

    @Override
    public Mono<Written<Division>> change(Division division, SeenVersion seen, Actor actor, Operation operation) {
        actor.require(Permission.REFERENCE_EDIT);
        Refused absent = new Refused(Refusal.of("division.not-found", division.code()));
        return VersionedWrites.change(
                        () -> store.division(division.code())
                                .filter(there -> concerns(there.id(), actor))
                                .switchIfEmpty(Mono.error(absent)),
                        new Call(seen.version(), null, actor, operation, Locale.ROOT),
                        there -> Refusal.of("division.stale", there.id()).withPresent(there.version(), List.of()),
                        there -> sound(asItIs(division, there.division()), actor)
                                .map(wanted -> AreaChanges.change(
                                        there, wanted, actor.id().toString())),
                        (there, next) -> store.change(there, next, operation, clock.instant()))
                .flatMap(written -> written("changed", written, actor));
    }

    /** What paths are made of stays. */
    private static Division asItIs(Division wanted, Division there) {
        if (wanted.level() != there.level() || !Objects.equals(wanted.parentCode(), there.parentCode())) {
            String field = wanted.level() == there.level() ? "/parentCode" : "/level";
            throw new Refused(Refusal.field("division.fixed", field, there.code()));
        }
        return wanted;
    }

    private Mono<Written<Division>> written(String what, VersionedWrites.Written<DivisionFile> written, Actor actor) {
        DivisionFile file = written.file();
        LOG.info("outcome=division-{} division={} by={}", what, file.id(), actor.id());
        return told().thenReturn(new Written<>(file.division(), file.version(), written.replayed()));
    }

    /** Refuses what is wrong with it, by the divisions as they are stored. */
    private Mono<Division> sound(Division division, Actor actor) {
        return store.divisions()
                .collectMap(DivisionFile::id, DivisionFile::division, HashMap::new)
                .flatMap(known -> {
                    List<Refusal.Fault> faults = new ArrayList<>();
                    Division parent = division.parentCode() == null ? null : known.get(division.parentCode());
                    AreaRules.faultOfDivision(
                                    "",
                                    division.code(),
                                    division.level().digits(),
                                    division.level().ordinal(),
                                    parent == null ? -1 : parent.level().ordinal())
                            .ifPresent(faults::add);
                    if (faults.isEmpty() && !concerns(division.code(), actor)) {
                        faults.add(Refusal.Fault.of("/code", "division.foreign", division.code()));
                    }
                    LocalDate from = division.validFrom();
                    LocalDate to = division.validTo();
                    if (from != null && to != null && from.isAfter(to)) {
                        faults.add(Refusal.Fault.of("/validTo", "division.period"));
                    }
                    for (int index = 0; index < division.successors().size(); index++) {
                        String successor = division.successors().get(index);
                        if (!known.containsKey(successor) || successor.equals(division.code())) {
                            faults.add(
                                    Refusal.Fault.of("/successors/" + index, "division.successor-unknown", successor));
                        }
                    }
                    return faults.isEmpty() ? Mono.just(division) : refused(faults);
                });
    }

    /** Whether a code is of one of the actor's districts, or of what encloses one: codes are built from the top. */
    private static boolean concerns(String code, Actor actor) {
        return actor.scopes().stream()
                .map(GridPath::district)
                .anyMatch(district -> code.startsWith(district) || AreaRules.encloses(code, district));
    }

    private static <T> Mono<T> refused(List<Refusal.Fault> faults) {
        return Mono.error(() -> new Refused(Refusal.of("division.invalid").withFaults(faults)));
    }

    private static List<Refusal.Fault> faults(List<Division> divisions, Map<String, Division> known) {
        List<Refusal.Fault> faults = new ArrayList<>();
        for (int index = 0; index < divisions.size(); index++) {
            Division division = divisions.get(index);
            Division parent = division.parentCode() == null ? null : known.get(division.parentCode());
            AreaRules.faultOfDivision(
                            "/" + index,
                            division.code(),
                            division.level().digits(),
                            division.level().ordinal(),
                            parent == null ? -1 : parent.level().ordinal())
                    .ifPresent(faults::add);
        }
        return faults;
    }
}
