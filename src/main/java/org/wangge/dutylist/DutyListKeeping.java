package org.wangge.dutylist;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.account.Departments;
import org.wangge.audit.ReadKind;
import org.wangge.audit.ReferenceChanges;
import org.wangge.category.Categories;
import org.wangge.dutylist.DutyDraft.Finding;
import org.wangge.dutylist.directory.SnapshotDutyLists;
import org.wangge.dutylist.model.DutyListFile;
import org.wangge.dutylist.model.DutyListRules;
import org.wangge.dutylist.model.DutyListRules.Checked;
import org.wangge.dutylist.store.DutyListStore;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Reading;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.OptimisticRetry;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The duty lists as whole lists, for who reads and who keeps them. */
@Component
public class DutyListKeeping {

    private static final int AT_ONCE = 4;
    private static final int MOST_FAULTS = 200;

    private final DutyListStore store;
    private final SnapshotDutyLists current;
    private final Categories categories;
    private final Departments departments;
    private final Offices offices;
    private final ReferenceChanges changes;
    private final Clock clock;

    DutyListKeeping(
            DutyListStore store,
            SnapshotDutyLists current,
            Categories categories,
            Departments departments,
            Offices offices,
            ReferenceChanges changes,
            Clock clock) {
        this.store = store;
        this.current = current;
        this.categories = categories;
        this.departments = departments;
        this.offices = offices;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * What a write came to, or would come to.
     *
     * @param list as it is now; of a dry run as it would be, under the version it would replace
     * @param findings what is wrong; only a dry run gives them, a write is refused for them
     * @param replayed whether the same operation had done it before
     */
    public record Outcome(DutyList list, List<DutyDifference> differences, List<Finding> findings, boolean replayed) {}

    /** The lists of all offices of this person's district that exist today, by office; of version 0 where there is none. */
    public List<DutyList> list(Actor actor) {
        actor.require(Permission.AREA_READ);
        return actor.scopes().stream()
                .map(GridPath::district)
                .distinct()
                .flatMap(district -> offices.in(new GridPath(district)).stream())
                .map(office -> current.list(office.code()))
                .toList();
    }

    /**
     * One version of an office's list. Refuses {@code dutylist.not-found} for an office that is not in this person's district, and
     * for what it never had.
     *
     * @param version null for the newest
     */
    public Mono<DutyList> find(String officeCode, @Nullable Long version, Actor actor) {
        actor.require(Permission.AREA_READ);
        return Mono.defer(() -> {
            Office office = office(officeCode, actor);
            Mono<DutyListFile> found =
                    version == null ? store.newest(office.code()) : store.find(office.code(), version);
            return found.map(DutyListFile::list)
                    .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("dutylist.not-found", officeCode))));
        });
    }

    private Office office(String code, Actor actor) {
        return offices.find(code)
                .filter(office -> actor.sharesDistrict(office.path()))
                .orElseThrow(() -> new Refused(Refusal.of("dutylist.not-found", code)));
    }

    /** Of this person's own area; another of the district refuses {@code access.forbidden}. */
    private Office editable(String code, Actor actor) {
        actor.require(Permission.REFERENCE_EDIT);
        Office office = office(code, actor);
        if (!actor.covers(office.path())) {
            throw new Refused(Refusal.of("access.forbidden", Permission.REFERENCE_EDIT.name()));
        }
        return office;
    }

    /**
     * Says what a list would change and all that is wrong with it; stores nothing. Refuses {@code dutylist.not-found} and
     * {@code dutylist.stale} as {@link #put} does. Repeatable.
     */
    public Mono<Outcome> rehearse(String officeCode, DutyDraft draft, Call call) {
        return Mono.defer(() -> {
            Office office = editable(officeCode, call.actor());
            return checked(office, draft).zipWith(present(office), (checked, present) -> {
                refuseStale(present, call);
                DutyList wanted =
                        new DutyList(office.code(), present.version(), checked.items(), present.by(), present.at());
                return new Outcome(
                        wanted, DutyDifference.between(present.items(), checked.items()), checked.findings(), false);
            });
        });
    }

    /**
     * Makes a list the one that counts, as the next version; one that says the same as the present one makes none. Refuses
     * {@code dutylist.not-found}, {@code dutylist.invalid} with all that is wrong, and {@code dutylist.stale} with the present
     * version when it is not the version seen, if any is given. Repeatable by its operation. Who changed what is kept in the audit.
     */
    public Mono<Outcome> put(String officeCode, DutyDraft draft, Call call, Reading reading) {
        return Mono.defer(() -> {
            Office office = editable(officeCode, call.actor());
            return OptimisticRetry.untilWritten(() -> VersionedWrites.made(call.operation(), store::findByOperation)
                    .map(done -> new Outcome(done.file().list(), List.of(), List.of(), true))
                    .switchIfEmpty(Mono.defer(() -> attempt(office, draft, call, reading))));
        });
    }

    /** Empty when another version came first. */
    private Mono<Outcome> attempt(Office office, DutyDraft draft, Call call, Reading reading) {
        return checked(office, draft).zipWith(present(office)).flatMap(both -> {
            Checked checked = both.getT1();
            DutyList present = both.getT2();
            refuseStale(present, call);
            refuseFindings(draft, checked.findings());
            if (present.items().equals(checked.items())) {
                return Mono.just(new Outcome(present, List.of(), List.of(), false));
            }
            PersonName by = new PersonName(call.actor().id(), call.actor().name());
            return stored(DutyListFile.after(present, checked.items(), by, clock.instant(), call.operation()))
                    .flatMap(list -> told(present, list, reading));
        });
    }

    private Mono<DutyList> stored(DutyListFile next) {
        return store.insert(next)
                .doOnNext(current::take)
                .map(DutyListFile::list)
                .onErrorResume(DuplicateKeyException.class, taken -> Mono.empty());
    }

    private Mono<Outcome> told(DutyList before, DutyList after, Reading reading) {
        List<DutyDifference> differences = DutyDifference.between(before.items(), after.items());
        String change = Stream.concat(
                        Stream.of("version " + before.version() + ">" + after.version()),
                        differences.stream().map(DutyDifference::toString))
                .collect(Collectors.joining("; "));
        return changes.changed(reading, ReadKind.DUTY_LIST_CHANGE, after.officeCode(), change)
                .thenReturn(new Outcome(after, differences, List.of(), false));
    }

    /**
     * Seeds lists: adds those of offices that have none, and changes only those that nobody has changed since they were seeded. What
     * names a category or a department that is not there (any more) is left out. Repeatable; the same lists change nothing.
     *
     * @param lists by the code of the office; an unknown office is passed over
     */
    public Mono<Void> introduce(Map<String, List<DutyItem>> lists) {
        return Flux.fromIterable(lists.entrySet())
                .flatMap(
                        seed -> Mono.justOrEmpty(offices.find(seed.getKey()))
                                .flatMap(office -> introduce(office, seed.getValue())),
                        AT_ONCE)
                .then();
    }

    private Mono<Void> introduce(Office office, List<DutyItem> items) {
        return checked(office, DutyDraft.of(items))
                .zipWith(present(office))
                .filter(both -> !both.getT1().items().isEmpty()
                        && both.getT2().by() == null
                        && !both.getT2().items().equals(both.getT1().items()))
                .flatMap(both -> stored(DutyListFile.after(
                        both.getT2(), both.getT1().items(), null, clock.instant(), Operation.unkeyed("seed"))))
                .then();
    }

    private Mono<Checked> checked(Office office, DutyDraft draft) {
        return departments
                .in(office.path().district())
                .collectList()
                .map(known -> new DutyListRules(code -> categories.find(code).isPresent(), known).check(draft));
    }

    private Mono<DutyList> present(Office office) {
        return store.newest(office.code())
                .map(DutyListFile::list)
                .defaultIfEmpty(new DutyList(office.code(), 0, List.of(), null, null));
    }

    private static void refuseStale(DutyList present, Call call) {
        Long seen = call.seenVersion();
        if (seen != null && seen != present.version()) {
            throw new Refused(Refusal.of("dutylist.stale").withPresent(present.version(), List.of()));
        }
    }

    private static void refuseFindings(DutyDraft draft, List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new Refused(Refusal.of("dutylist.invalid", findings.size())
                    .withFaults(findings.stream()
                            .limit(MOST_FAULTS)
                            .map(draft::located)
                            .toList()));
        }
    }
}
