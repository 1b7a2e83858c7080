package org.wangge.grid.directory;

import java.time.Clock;
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
import org.wangge.grid.GridCells;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.model.AreaRules;
import org.wangge.grid.store.AreaStore;
import org.wangge.grid.store.CellStore;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

@Component
class SnapshotOffices implements Offices {

    /** Codes begin and end with Chinese calendar days. */
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final GridSnapshots snapshots;
    private final GridCells grids;
    private final AreaStore store;
    private final CellStore cells;
    private final Clock clock;

    SnapshotOffices(GridSnapshots snapshots, GridCells grids, AreaStore store, CellStore cells, Clock clock) {
        this.snapshots = snapshots;
        this.grids = grids;
        this.store = store;
        this.cells = cells;
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
                .filter(office -> exists(office, today))
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
        if (area.depth() < 2) {
            throw absent(area.value());
        }
        Office ofArea = get(area.codes().get(1));
        String host = ofArea.hostedBy();
        Office handling = host == null
                ? ofArea
                : find(host).filter(found -> exists(found, today())).orElse(ofArea);
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
    public Mono<Void> replaceAll(List<Office> offices) {
        List<Refusal.Fault> faults = AreaRules.faultsOfOffices(offices.stream()
                .map(office ->
                        new AreaRules.OfficeEntry(office.code(), office.prefix(), office.hostedBy(), office.path()))
                .toList());
        if (!faults.isEmpty()) {
            return Mono.error(() -> new Refused(Refusal.of("office.invalid").withFaults(faults)));
        }
        return store.offices().collectList().flatMap(stored -> {
            List<Office> changes = changes(stored, offices);
            return changes.isEmpty()
                    ? Mono.<Void>empty()
                    : store.putOffices(changes)
                            .then(cells.areasChanged())
                            .then(snapshots.refreshIfChanged())
                            .then();
        });
    }

    private List<Office> changes(List<Office> stored, List<Office> wanted) {
        Map<String, Office> before = new HashMap<>();
        stored.forEach(office -> before.put(office.code(), office));
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
                .map(office -> ended(office, yesterday))
                .forEach(changes::add);
        return changes;
    }

    private static Office ended(Office office, LocalDate lastDay) {
        return new Office(
                office.code(),
                office.names(),
                office.prefix(),
                office.kind(),
                office.hostedBy(),
                office.path(),
                office.phone(),
                office.validFrom(),
                lastDay,
                office.aliases());
    }

    private static boolean exists(Office office, LocalDate day) {
        LocalDate from = office.validFrom();
        LocalDate to = office.validTo();
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CHINA);
    }

    private static Refused absent(String code) {
        return new Refused(Refusal.of("office.not-found", code));
    }
}
