package org.wangge.grid.directory;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCells;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.model.AreaChanges;
import org.wangge.grid.model.AreaRules;
import org.wangge.grid.model.OfficeFile;
import org.wangge.grid.store.AreaStore;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

@Component
class SnapshotOffices implements Offices {

    private static final Operation FROM_FILE = Operation.unkeyed("file");

    /** Codes begin and end with Chinese calendar days. */
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final GridSnapshots snapshots;
    private final GridCells grids;
    private final AreaStore store;
    private final OfficeWrites writes;
    private final Clock clock;

    SnapshotOffices(GridSnapshots snapshots, GridCells grids, AreaStore store, OfficeWrites writes, Clock clock) {
        this.snapshots = snapshots;
        this.grids = grids;
        this.store = store;
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public Optional<Office> find(String code) {
        return snapshots.areas().office(code);
    }

    @Override
    public Office get(String code) {
        return find(code).orElseThrow(() -> absent(code));
    }

    @Override
    public List<Office> in(GridPath district) {
        LocalDate today = today();
        return snapshots.areas().offices().stream()
                .filter(office -> office.path().district().equals(district.district()))
                .filter(office -> office.existsOn(today))
                .toList();
    }

    @Override
    public List<Office> ended() {
        LocalDate today = today();
        return snapshots.areas().offices().stream()
                .filter(office -> office.validTo() != null && today.isAfter(office.validTo()))
                .toList();
    }

    @Override
    public Handling responsibleFor(GridPath area) {
        return responsibleFor(area, clock.instant());
    }

    @Override
    public Handling responsibleFor(GridPath area, Instant at) {
        if (area.depth() < 2) {
            throw absent(area.value());
        }
        Office ofArea = get(area.codes().get(1));
        LocalDate day = LocalDate.ofInstant(at, CHINA);
        String host = ofArea.hostedBy(day);
        Office handling = host == null
                ? ofArea
                : find(host).filter(found -> found.existsOn(day)).orElse(ofArea);
        return new Handling(handling, ofArea);
    }

    @Override
    public List<GridPath> areasHandledBy(String officeCode) {
        Office office = get(officeCode);
        List<GridPath> areas = new ArrayList<>();
        for (Office other : in(office.path())) {
            if (responsibleFor(other.path()).handling().code().equals(office.code())) {
                areas.add(other.path());
            }
        }
        return List.copyOf(areas);
    }

    /** A hosted area's office handles nothing, but still stands for its own ground. */
    @Override
    public List<GridPath> areas(@Nullable String officeCode, @Nullable String gridCode) {
        if (gridCode != null) {
            return List.of(grids.get(gridCode).path());
        }
        if (officeCode == null) {
            return List.of();
        }
        List<GridPath> handled = areasHandledBy(officeCode);
        return handled.isEmpty() ? List.of(get(officeCode).path()) : handled;
    }

    @Override
    public List<GridPath> areasOrNowhere(@Nullable String officeCode, @Nullable String gridCode) {
        boolean known = gridCode == null
                ? officeCode == null || find(officeCode).isPresent()
                : grids.find(gridCode).isPresent();
        return known ? areas(officeCode, gridCode) : List.of(GridPath.NOWHERE);
    }

    @Override
    public long version(String code) {
        return snapshots.areas().officeVersion(code);
    }

    @Override
    public Mono<Void> replaceAll(List<Office> offices) {
        List<Refusal.Fault> faults = AreaRules.faultsOfOffices(OfficeWrites.entries(offices));
        if (!faults.isEmpty()) {
            return Mono.error(() -> new Refused(Refusal.of("office.invalid").withFaults(faults)));
        }
        return store.offices().collectList().flatMap(stored -> {
            List<OfficeFile> changes = changes(stored, offices);
            return changes.isEmpty()
                    ? Mono.<Void>empty()
                    : store.putOffices(changes).then(writes.told());
        });
    }

    private List<OfficeFile> changes(List<OfficeFile> stored, List<Office> wanted) {
        Map<String, Office> before = new HashMap<>();
        stored.forEach(file -> before.put(file.id(), file.office()));
        Set<String> changedByPeople = stored.stream()
                .filter(file -> file.changedBy() != null)
                .map(OfficeFile::id)
                .collect(Collectors.toSet());
        List<Office> changes = new ArrayList<>();
        for (Office office : wanted) {
            if (!office.equals(before.remove(office.code()))) {
                changes.add(office);
            }
        }
        Set<String> districts =
                wanted.stream().map(office -> office.path().district()).collect(Collectors.toSet());
        LocalDate yesterday = today().minusDays(1);
        before.values().stream()
                .filter(office -> districts.contains(office.path().district()))
                .filter(office -> office.validTo() == null)
                .map(office -> office.endedOn(yesterday))
                .forEach(changes::add);
        return changes.stream()
                .filter(office -> !changedByPeople.contains(office.code()))
                .map(office -> AreaChanges.of(office, null, FROM_FILE))
                .toList();
    }

    @Override
    public Mono<Divisions.Written<Office>> create(Office office, Actor actor, Operation operation) {
        return writes.create(office, actor, operation);
    }

    @Override
    public Mono<Divisions.Written<Office>> change(Office office, SeenVersion seen, Actor actor, Operation operation) {
        return writes.change(office, seen, actor, operation);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CHINA);
    }

    private static Refused absent(String code) {
        return new Refused(Refusal.of("office.not-found", code));
    }
}
