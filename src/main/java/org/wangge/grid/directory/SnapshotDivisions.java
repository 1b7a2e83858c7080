package org.wangge.grid.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.model.AreaRules;
import org.wangge.grid.store.AreaStore;
import org.wangge.grid.store.CellStore;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

@Component
class SnapshotDivisions implements Divisions {

    private final GridSnapshots snapshots;
    private final AreaStore store;
    private final CellStore cells;
    private final Clock clock;

    SnapshotDivisions(GridSnapshots snapshots, AreaStore store, CellStore cells, Clock clock) {
        this.snapshots = snapshots;
        this.store = store;
        this.cells = cells;
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
        LinkedList<Division> above = new LinkedList<>();
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
        AreaSnapshot areas = snapshots.areas();
        LocalDate today = LocalDate.ofInstant(clock.instant(), SnapshotOffices.CHINA);
        LinkedList<String> codes = new LinkedList<>();
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
    public Mono<Void> putAll(List<Division> divisions) {
        return store.divisions().collectList().flatMap(stored -> {
            Map<String, Division> known = new HashMap<>();
            stored.forEach(division -> known.put(division.code(), division));
            List<Division> changes = divisions.stream()
                    .filter(division -> !division.equals(known.get(division.code())))
                    .toList();
            divisions.forEach(division -> known.put(division.code(), division));
            List<Refusal.Fault> faults = faults(divisions, known);
            if (!faults.isEmpty()) {
                return Mono.<Void>error(
                        () -> new Refused(Refusal.of("division.invalid").withFaults(faults)));
            }
            return changes.isEmpty()
                    ? Mono.<Void>empty()
                    : store.putDivisions(changes)
                            .then(cells.areasChanged())
                            .then(snapshots.refreshIfChanged())
                            .then();
        });
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
