package org.wangge.grid.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.model.AreaChanges;
import org.wangge.grid.model.AreaRules;
import org.wangge.grid.model.OfficeFile;
import org.wangge.grid.store.AreaStore;
import org.wangge.grid.store.PublicationStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Mono;

/** Makes and changes offices one by one, as people say them. */
@Component
class OfficeWrites {

    private static final Logger LOG = LoggerFactory.getLogger(OfficeWrites.class);

    private final GridSnapshots snapshots;
    private final AreaStore store;
    private final PublicationStore publications;
    private final Clock clock;

    OfficeWrites(GridSnapshots snapshots, AreaStore store, PublicationStore publications, Clock clock) {
        this.snapshots = snapshots;
        this.store = store;
        this.publications = publications;
        this.clock = clock;
    }

    /** See {@link Offices#create}. */
    Mono<Divisions.Written<Office>> create(Office office, Actor actor, Operation operation) {
        actor.require(Permission.REFERENCE_EDIT);
        return sound(office, actor)
                .then(Mono.defer(() -> VersionedWrites.make(
                        store.insert(AreaChanges.of(office, actor.id().toString(), operation), clock.instant()),
                        operation,
                        store::officeMadeBy)))
                .onErrorResume(DuplicateKeyException.class, taken -> same(office))
                .flatMap(written -> written("made", written, actor));
    }

    private Mono<VersionedWrites.Written<OfficeFile>> same(Office office) {
        return store.office(office.code()).map(there -> {
            if (!there.office().equals(office)) {
                throw new Refused(Refusal.field("office.taken", "/code", office.code()));
            }
            return new VersionedWrites.Written<>(there, false);
        });
    }

    /** See {@link Offices#change}. */
    Mono<Divisions.Written<Office>> change(Office office, SeenVersion seen, Actor actor, Operation operation) {
        actor.require(Permission.REFERENCE_EDIT);
        return VersionedWrites.change(
                        () -> store.office(office.code())
                                .filter(there ->
                                        actor.sharesDistrict(there.office().path()))
                                .switchIfEmpty(
                                        Mono.error(() -> new Refused(Refusal.of("office.not-found", office.code())))),
                        new Call(seen.version(), null, actor, operation, Locale.ROOT),
                        there -> Refusal.of("office.stale", there.id()).withPresent(there.version(), List.of()),
                        there -> sound(office, actor)
                                .map(wanted -> AreaChanges.change(
                                        there, wanted, actor.id().toString())),
                        (there, next) -> store.change(there, next, operation, clock.instant()))
                .flatMap(written -> written("changed", written, actor));
    }

    private Mono<Divisions.Written<Office>> written(
            String what, VersionedWrites.Written<OfficeFile> written, Actor actor) {
        OfficeFile file = written.file();
        LOG.info("outcome=office-{} office={} by={}", what, file.id(), actor.id());
        return told().thenReturn(new Divisions.Written<>(file.office(), file.version(), written.replayed()));
    }

    /** Refuses what is wrong with it beside the others of its district, as they are stored. */
    private Mono<Office> sound(Office office, Actor actor) {
        return snapshots
                .refreshIfChanged()
                .thenMany(store.offices())
                .map(OfficeFile::office)
                .filter(other -> other.path().district().equals(office.path().district()))
                .filter(other -> !other.code().equals(office.code()))
                .collectList()
                .flatMap(others -> {
                    List<Refusal.Fault> faults = new ArrayList<>();
                    if (!actor.sharesDistrict(office.path())) {
                        faults.add(Refusal.Fault.of(
                                "/districtCode",
                                "division.foreign",
                                office.path().district()));
                    } else if (office.kind() != Office.Kind.ZONE && !isTownship(office)) {
                        faults.add(Refusal.Fault.of("/code", "office.division-unknown", office.code()));
                    }
                    LocalDate from = office.validFrom();
                    LocalDate to = office.validTo();
                    if (from != null && to != null && from.isAfter(to)) {
                        faults.add(Refusal.Fault.of("/validTo", "division.period"));
                    }
                    String own = "/" + others.size();
                    others.add(office);
                    AreaRules.faultsOfOffices(entries(others)).stream()
                            .map(fault -> new Refusal.Fault(
                                    // That it becomes hosted itself is at fault where it hosts another.
                                    fault.pointer().startsWith(own + "/")
                                            ? fault.pointer().substring(own.length())
                                            : "/hosting",
                                    fault.code(),
                                    fault.arguments()))
                            .forEach(faults::add);
                    return faults.isEmpty() ? Mono.just(office) : refused(faults);
                });
    }

    private boolean isTownship(Office office) {
        return snapshots
                .areas()
                .division(office.code())
                .filter(division -> division.level() == Division.Level.TOWNSHIP)
                .filter(division -> office.path().district().equals(division.parentCode()))
                .isPresent();
    }

    private static <T> Mono<T> refused(List<Refusal.Fault> faults) {
        return Mono.error(() -> new Refused(Refusal.of("office.invalid").withFaults(faults)));
    }

    /** What the rules need of these. */
    static List<AreaRules.OfficeEntry> entries(List<Office> offices) {
        return offices.stream()
                .map(office ->
                        new AreaRules.OfficeEntry(office.code(), office.prefix(), office.hosting(), office.path()))
                .toList();
    }

    /** Tells all instances that offices changed. */
    Mono<Void> told() {
        return publications.areasChanged().then(snapshots.refreshIfChanged()).then();
    }
}
