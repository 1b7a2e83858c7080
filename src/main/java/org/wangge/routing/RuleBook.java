package org.wangge.routing;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.account.Department;
import org.wangge.account.Departments;
import org.wangge.routing.model.OverlayFile;
import org.wangge.routing.store.OverlayStore;
import org.wangge.routing.store.RuleSetStore;
import org.wangge.routing.store.RuleSetStore.Published;
import org.wangge.shared.GridPath;
import org.wangge.work.Keeper;
import org.wangge.work.Kept;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What decides, in memory: the rule sets in force and those to come, and the overlays. A change reaches every instance within
 * seconds; a set or overlay that was there before its time begins and ends on every instance by the clock.
 */
@Component
@Order(100)
class RuleBook implements Keeper {

    private static final Comparator<RuleTable> BY_DATE =
            Comparator.comparing(RuleTable::effectiveFrom).thenComparing(RuleTable::number);

    private final RuleSetStore sets;
    private final OverlayStore overlays;
    private final Departments departments;
    private final Clock clock;
    private volatile Pages pages = new Pages(Map.of(), List.of());

    RuleBook(RuleSetStore sets, OverlayStore overlays, Departments departments, Clock clock) {
        this.sets = sets;
        this.overlays = overlays;
        this.departments = departments;
        this.clock = clock;
    }

    /**
     * One state of it.
     *
     * @param tables of those that decide or will, by number
     */
    private record Pages(Map<Integer, RuleTable> tables, List<OverlayTable> overlays) {}

    /** The set that decides in a district; the one of no district where it has none of its own. Synchronous, from memory. */
    RuleTable inForce(String district, Instant now) {
        RuleTable own = null;
        for (RuleTable table : pages.tables().values()) {
            boolean applies = table.district() == null || table.district().equals(district);
            if (applies && !table.effectiveFrom().isAfter(now) && (own == null || isAfter(table, own))) {
                own = table;
            }
        }
        return own == null ? RuleTable.NONE : own;
    }

    /** A set of the district's own comes before the one that is nobody's, then the later before the earlier. */
    private static boolean isAfter(RuleTable one, RuleTable other) {
        boolean own = one.district() != null;
        return own == (other.district() != null) ? BY_DATE.compare(one, other) > 0 : own;
    }

    /** Whether a published set has decided and does no longer, as far as these districts go. */
    boolean isSuperseded(int number, @Nullable Instant effectiveFrom, List<String> districts, Instant now) {
        return effectiveFrom != null
                && !effectiveFrom.isAfter(now)
                && districts.stream()
                        .noneMatch(district -> inForce(district, now).number() == number);
    }

    /** The overlays in force in an area, the newest first. Synchronous, from memory. */
    List<OverlayTable> overlays(GridPath area, Instant now) {
        List<OverlayTable> all = pages.overlays();
        return all.isEmpty()
                ? all
                : all.stream()
                        .filter(overlay ->
                                overlay.file().isInForce(now) && overlay.file().covers(area))
                        .toList();
    }

    /** Empty for one that is not there or was retired. Synchronous, from memory. */
    Optional<Department> department(@Nullable String code) {
        return Optional.ofNullable(code)
                .flatMap(departments::known)
                .filter(view -> !view.retired())
                .map(Departments.View::department);
    }

    /** The table of any set, from memory where it is there; empty when there is no such set. */
    Mono<RuleTable> table(int number) {
        if (number == 0) {
            return Mono.just(RuleTable.NONE);
        }
        RuleTable known = pages.tables().get(number);
        return known == null ? sets.find(number).map(RuleTable::of) : Mono.just(known);
    }

    /** The table of any overlay, in force or not; empty when there is none. */
    Mono<OverlayTable> overlay(UUID id) {
        return Flux.fromIterable(pages.overlays())
                .filter(overlay -> overlay.file().id().equals(id))
                .next()
                .switchIfEmpty(Mono.defer(() -> overlays.find(id).map(OverlayTable::of)));
    }

    @Override
    public Mono<Void> run() {
        return Mono.zip(
                        sets.published().collectList().flatMap(this::tables),
                        overlays.after(clock.instant()).collectList())
                .doOnNext(read -> pages = new Pages(
                        read.getT1(),
                        read.getT2().stream()
                                .sorted(Comparator.comparing(OverlayFile::from).reversed())
                                .map(this::compiled)
                                .toList()))
                .then();
    }

    /** A published set never changes, so it is read and compiled once, and only while it decides or will. */
    private Mono<Map<Integer, RuleTable>> tables(List<Published> published) {
        Map<Integer, RuleTable> known = pages.tables();
        return Flux.fromStream(needed(published))
                .concatMap(one -> known.containsKey(one.id())
                        ? Mono.just(known.get(one.id()))
                        : sets.find(one.id()).map(RuleTable::of))
                .collectMap(RuleTable::number, Function.identity());
    }

    /** Those to come, and the latest of each district that has begun. */
    private Stream<Published> needed(List<Published> published) {
        Instant now = clock.instant();
        Map<String, Published> begun = published.stream()
                .filter(one -> !one.effectiveFrom().isAfter(now))
                .collect(Collectors.toMap(
                        one -> String.valueOf(one.district()),
                        Function.identity(),
                        (one, other) -> Comparator.comparing(Published::effectiveFrom)
                                                .thenComparing(Published::id)
                                                .compare(one, other)
                                        > 0
                                ? one
                                : other));
        return Stream.concat(
                begun.values().stream(),
                published.stream().filter(one -> one.effectiveFrom().isAfter(now)));
    }

    private OverlayTable compiled(OverlayFile file) {
        return pages.overlays().stream()
                .filter(known -> known.file().equals(file))
                .findFirst()
                .orElseGet(() -> OverlayTable.of(file));
    }

    @Override
    public Set<Kept> keeps() {
        return Set.of(Kept.RULES);
    }
}
