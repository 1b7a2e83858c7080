package org.wangge.place;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.checklist.Checklists;
import org.wangge.place.model.KindRules;
import org.wangge.place.store.KindStore;
import org.wangge.shared.Actor;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.shared.Texts;
import org.wangge.work.DoneOperations;
import org.wangge.work.DoneOperations.Once;
import org.wangge.work.OptimisticRetry;
import org.wangge.work.PolledWork;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The kinds of places there are and their industries; answered from memory. */
@Component
@Order(100)
public class PlaceKinds implements StartupStep, PolledWork {

    private static final Duration REST = Duration.ofSeconds(30);

    private final KindStore store;
    private final Checklists checklists;
    private final DoneOperations operations;
    private final Clock clock;
    private volatile Map<String, PlaceKind> byCode = Map.of();

    PlaceKinds(KindStore store, Checklists checklists, DoneOperations operations, Clock clock) {
        this.store = store;
        this.checklists = checklists;
        this.operations = operations;
        this.clock = clock;
    }

    /** All kinds by code, also those that are retired. */
    public List<PlaceKind> all() {
        return List.copyOf(byCode.values());
    }

    /** Empty when there is no such kind. */
    public Optional<PlaceKind> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The industries by code. */
    public Map<String, LocalizedText> industries() {
        Map<String, LocalizedText> industries = new TreeMap<>();
        byCode.values().forEach(kind -> industries.put(kind.industry(), kind.industryNames()));
        return industries;
    }

    /** The code of the industry somebody names by its code or by its name in either language; null when there is none. */
    @Nullable
    String industryCode(String named) {
        return industries().entrySet().stream()
                .filter(industry -> isNamed(named, industry.getKey(), industry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** The kind that somebody names by its code or by its name in either language; null when there is none. */
    @Nullable
    PlaceKind named(String name) {
        PlaceKind byItsCode = byCode.get(name);
        return byItsCode != null
                ? byItsCode
                : byCode.values().stream()
                        .filter(kind -> isNamed(name, kind.code(), kind.names()))
                        .findFirst()
                        .orElse(null);
    }

    private static boolean isNamed(String name, String code, LocalizedText names) {
        String folded = Texts.folded(name);
        return folded.equals(Texts.folded(code))
                || folded.equals(Texts.folded(names.zh()))
                || !folded.isEmpty() && folded.equals(Texts.folded(names.en()));
    }

    /**
     * Adds the kinds that come with the program, and brings those to their present edition that nobody has changed since; none is
     * ever removed, because places are of it. Repeatable.
     */
    public Mono<Void> introduce(Collection<PlaceKind> kinds) {
        return run().thenMany(Flux.fromIterable(kinds))
                .concatMap(kind -> {
                    PlaceKind there = byCode.get(kind.code());
                    if (there == null) {
                        return store.insert(kind.of(next(null, false, null)));
                    }
                    boolean ours = there.edition() == null || there.edition().publishedBy() == null;
                    return ours && !there.saysTheSameAs(kind)
                            ? store.replace(there, kind.of(next(there, false, null)))
                            : Mono.empty();
                })
                .then(Mono.defer(this::run));
    }

    private PlaceKind.Edition next(@Nullable PlaceKind before, boolean retired, @Nullable String by) {
        return new PlaceKind.Edition(before == null ? 1 : before.version() + 1, retired, clock.instant(), by);
    }

    /**
     * Makes a kind. Refuses {@code place.kind-taken}, also when there is one that is retired, and {@code place.kind-invalid} with the
     * fields at fault. Repeatable by its operation; and the same kind again is the one that is there.
     */
    public Mono<Once<PlaceKind>> create(PlaceKind proposed, Actor actor, Operation operation) {
        actor.require(Permission.REFERENCE_EDIT);
        return operations
                .once(
                        operation,
                        "/api/v1/place-kinds/" + proposed.code(),
                        Boolean.class,
                        begun -> create(proposed, actor).thenReturn(true))
                .flatMap(once ->
                        run().then(Mono.fromSupplier(() -> new Once<>(there(proposed.code()), once.replayed()))));
    }

    private Mono<PlaceKind> create(PlaceKind proposed, Actor actor) {
        return sound(proposed)
                .flatMap(kind -> store.insert(kind.of(next(null, false, actor.name())))
                        .switchIfEmpty(Mono.defer(() -> run().then(Mono.fromSupplier(() -> repeated(kind))))));
    }

    private PlaceKind repeated(PlaceKind kind) {
        PlaceKind there = there(kind.code());
        if (!there.saysTheSameAs(kind)) {
            throw new Refused(Refusal.field("place.kind-taken", "/code", kind.code()));
        }
        return there;
    }

    /**
     * The next edition of a kind; what it says holds for places that are described from now on, and their scores follow within a
     * minute. Refuses {@code place.kind-not-found}, {@code place.kind-stale} and what {@link #create} refuses. Repeatable: the same
     * edition again changes nothing.
     *
     * @param retired no place becomes one of it any more; those that are stay
     */
    public Mono<PlaceKind> change(PlaceKind proposed, boolean retired, SeenVersion seen, Actor actor) {
        actor.require(Permission.REFERENCE_EDIT);
        return run().then(Mono.defer(() -> sound(proposed)))
                .flatMap(kind -> OptimisticRetry.untilWritten(() -> attempt(kind, retired, seen, actor)))
                .flatMap(changed -> run().thenReturn(changed));
    }

    /** Empty when another edition came first. */
    private Mono<PlaceKind> attempt(PlaceKind kind, boolean retired, SeenVersion seen, Actor actor) {
        return run().then(Mono.fromSupplier(() -> there(kind.code()))).flatMap(there -> {
            Long expected = seen.version();
            if (expected != null && expected != there.version()) {
                return Mono.error(() -> new Refused(
                        Refusal.of("place.kind-stale", kind.code()).withPresent(there.version(), List.of())));
            }
            PlaceKind wanted = kind.of(next(there, retired, actor.name()));
            return wanted.saysTheSameAs(there) ? Mono.just(there) : store.replace(there, wanted);
        });
    }

    private PlaceKind there(String code) {
        return find(code).orElseThrow(() -> new Refused(Refusal.of("place.kind-not-found", code)));
    }

    /** With the names of an industry that is there; refuses what is wrong with it. */
    private Mono<PlaceKind> sound(PlaceKind proposed) {
        LocalizedText industry = industries().get(proposed.industry());
        PlaceKind kind = industry == null
                ? proposed
                : new PlaceKind(
                        proposed.code(),
                        proposed.names(),
                        proposed.checklistCode(),
                        proposed.inherentScore(),
                        proposed.industry(),
                        industry,
                        proposed.fields(),
                        null);
        return checklists.current(kind.checklistCode()).hasElement().flatMap(known -> {
            List<Refusal.Fault> faults = KindRules.faults(kind, byCode.values(), known);
            return faults.isEmpty()
                    ? Mono.just(kind)
                    : Mono.error(
                            () -> new Refused(Refusal.of("place.kind-invalid").withFaults(faults)));
        });
    }

    @Override
    public Mono<Void> run() {
        return store.all()
                .collectMap(PlaceKind::code, kind -> kind, TreeMap::new)
                .doOnNext(read -> byCode = read)
                .then();
    }

    @Override
    public String name() {
        return "place-kinds";
    }

    @Override
    public Duration rest() {
        return REST;
    }

    @Override
    public Mono<Boolean> turn() {
        return run().thenReturn(false);
    }
}
