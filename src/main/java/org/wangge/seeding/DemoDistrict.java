package org.wangge.seeding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.AccountDraft;
import org.wangge.account.DemoAccounts;
import org.wangge.account.Department;
import org.wangge.account.Departments;
import org.wangge.dutylist.DutyItem;
import org.wangge.dutylist.DutyListKeeping;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.GridImports;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.grid.ResponsibleWorker.Duty;
import org.wangge.place.Place;
import org.wangge.place.PlaceDraft;
import org.wangge.place.PlaceDraftBuilder;
import org.wangge.place.Places;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Position;
import org.wangge.shared.Role;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Fucheng for demonstration: real names and codes, illustrative boundaries, invented people. */
@Component
class DemoDistrict {

    private static final String DIVISIONS = "fucheng/divisions.json";
    private static final String OFFICES = "fucheng/offices.json";
    private static final String GRID = "fucheng/grid.geojson";
    private static final String DEPARTMENTS = "fucheng/departments.json";
    private static final String ACCOUNTS = "fucheng/accounts.json";
    private static final String PLACES = "fucheng/places.json";
    private static final String DUTY_LISTS = "fucheng/duty-lists.json";
    private static final String RESPONSIBILITIES = "fucheng/responsibilities";
    private static final GridPath DISTRICT = new GridPath("510703");
    private static final Duration BEFORE = Duration.ofDays(366);

    private final SeedLedger ledger;
    private final Divisions divisions;
    private final Offices offices;
    private final GridImports grids;
    private final GridCells cells;
    private final Responsibilities responsibilities;
    private final Departments departments;
    private final DemoAccounts demoAccounts;
    private final Places places;
    private final DutyListKeeping dutyLists;
    private final Clock clock;

    DemoDistrict(
            SeedLedger ledger,
            Divisions divisions,
            Offices offices,
            GridImports grids,
            GridCells cells,
            Responsibilities responsibilities,
            Departments departments,
            DemoAccounts demoAccounts,
            Places places,
            DutyListKeeping dutyLists,
            Clock clock) {
        this.ledger = ledger;
        this.divisions = divisions;
        this.offices = offices;
        this.grids = grids;
        this.cells = cells;
        this.responsibilities = responsibilities;
        this.departments = departments;
        this.demoAccounts = demoAccounts;
        this.places = places;
        this.dutyLists = dutyLists;
        this.clock = clock;
    }

    private record AccountSeed(
            String username,
            String name,
            @Nullable String phone,
            Set<Role> roles,
            List<String> scopes,
            @Nullable String officeCode,
            Set<String> departments) {

        AccountDraft toDraft() {
            return new AccountDraft(username, name, phone, roles, scopes, officeCode, departments, null, null, null);
        }
    }

    private record PlaceSeed(
            String externalId,
            String kind,
            String name,
            String address,
            double longitude,
            double latitude,
            Place.Person owner,
            Place.Person contact,
            @Nullable String licenceNumber,
            @Nullable Double areaSquareMetres) {

        PlaceDraft toDraft() {
            Position position = new Position(longitude, latitude, Datum.WGS84, null);
            return PlaceDraftBuilder.builder()
                    .kind(kind)
                    .name(name)
                    .address(address)
                    .position(position)
                    .owner(owner)
                    .contact(contact)
                    .licenceNumber(licenceNumber)
                    .externalId(externalId)
                    .areaSquareMetres(areaSquareMetres)
                    .build();
        }
    }

    /** Loads the area, the people, the first ones with a hash made for them, and who answers for which grid. Needs no reference seeds. */
    Mono<Void> loadAreaAndPeople(Mono<String> passwordHash) {
        return ledger.once(
                        DIVISIONS,
                        () -> divisions.putAll(SeedFiles.read(DIVISIONS, new TypeReference<List<Division>>() {})))
                .then(ledger.once(OFFICES, () -> offices.replaceAll(offices())))
                .then(Mono.when(
                        ledger.once(GRID, this::publishGrid),
                        ledger.once(DEPARTMENTS, this::putDepartments)
                                .then(ledger.once(ACCOUNTS, () -> introducePeople(passwordHash)))))
                .then(ledger.once(RESPONSIBILITIES, List.of(GRID, ACCOUNTS), this::assignGrids));
    }

    private Mono<Void> introducePeople(Mono<String> passwordHash) {
        return demoAccounts.introduce(
                people().stream().map(AccountSeed::toDraft).toList(), passwordHash);
    }

    /** Loads places to inspect; their kinds and the area are there before. */
    Mono<Void> loadPlaces() {
        return ledger.once(
                PLACES,
                () -> places.introduce(SeedFiles.read(PLACES, new TypeReference<List<PlaceSeed>>() {}).stream()
                        .map(PlaceSeed::toDraft)
                        .toList()));
    }

    /** Loads what each office has to do, one list for sub-districts and one for towns; categories and departments are there before. */
    Mono<Void> loadDutyLists() {
        return ledger.once(DUTY_LISTS, () -> {
            Map<Office.Kind, List<DutyItem>> byKind = SeedFiles.read(DUTY_LISTS, new TypeReference<>() {});
            return dutyLists.introduce(offices.in(DISTRICT).stream()
                    .filter(office -> byKind.containsKey(office.kind()))
                    .collect(Collectors.toMap(
                            Office::code, office -> Objects.requireNonNull(byKind.get(office.kind())))));
        });
    }

    private record OfficeSeed(
            String code,
            LocalizedText names,
            String prefix,
            Office.Kind kind,
            @Nullable String hostedBy,
            String path,
            String phone,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<String> aliases) {

        Office toOffice() {
            return new Office(
                    code, names, prefix, kind, hostedBy, new GridPath(path), phone, validFrom, validTo, aliases);
        }
    }

    private static List<Office> offices() {
        return SeedFiles.read(OFFICES, new TypeReference<List<OfficeSeed>>() {}).stream()
                .map(OfficeSeed::toOffice)
                .toList();
    }

    private static List<AccountSeed> people() {
        return SeedFiles.read(ACCOUNTS, new TypeReference<>() {});
    }

    private Mono<Void> publishGrid() {
        return grids.importFile(SeedFiles.bytes(GRID), new GridImports.Options(false, false, true), Actor.SYSTEM)
                .then();
    }

    private Mono<Void> putDepartments() {
        return departments.introduce(SeedFiles.read(DEPARTMENTS, new TypeReference<List<Department>>() {}));
    }

    /** In each sub-district one worker is first for one half of the grids and second for the other, and the other worker likewise. */
    private Mono<Void> assignGrids() {
        // Who answers for a grid did so before the demonstration, or its history would have nobody.
        Instant from = clock.instant().minus(BEFORE);
        Map<String, AccountSeed> seeds =
                people().stream().collect(Collectors.toMap(AccountSeed::username, person -> person));
        return demoAccounts.idsOf(seeds.keySet()).flatMap(ids -> {
            List<ResponsibleWorker> all = new ArrayList<>();
            for (Office office : offices.in(DISTRICT)) {
                if (office.kind() != Office.Kind.ZONE) {
                    String number = office.code().substring(6);
                    all.addAll(assignments(
                            cells.within(office.path()),
                            worker(seeds, ids, number, 1),
                            worker(seeds, ids, number, 2),
                            from));
                }
            }
            return responsibilities.assignAll(all);
        });
    }

    private static List<ResponsibleWorker> assignments(List<GridCell> own, Worker one, Worker other, Instant from) {
        List<ResponsibleWorker> all = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            boolean firstHalf = i < own.size() / 2;
            all.add(responsible(own.get(i), one, firstHalf ? Duty.PRIMARY : Duty.BACKUP, from));
            all.add(responsible(own.get(i), other, firstHalf ? Duty.BACKUP : Duty.PRIMARY, from));
        }
        return all;
    }

    private record Worker(UUID id, String name, @Nullable String phone) {}

    private static Worker worker(Map<String, AccountSeed> seeds, Map<String, UUID> ids, String office, int number) {
        String username = String.format(Locale.ROOT, "worker-%s-%d", office, number);
        AccountSeed seed = Objects.requireNonNull(seeds.get(username), username);
        return new Worker(Objects.requireNonNull(ids.get(username), username), seed.name(), seed.phone());
    }

    private static ResponsibleWorker responsible(GridCell grid, Worker worker, Duty duty, Instant from) {
        return new ResponsibleWorker(grid.code(), worker.id(), worker.name(), worker.phone(), duty, from, null);
    }
}
