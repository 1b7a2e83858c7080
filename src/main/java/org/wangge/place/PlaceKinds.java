package org.wangge.place;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.checklist.Checklists;
import org.wangge.place.model.KindFile;
import org.wangge.place.model.KindRules;
import org.wangge.place.store.KindStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Texts;
import org.wangge.work.Decision;
import org.wangge.work.Keeper;
import org.wangge.work.Kept;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The kinds of places there are and their industries; answered from memory. */
@Component
@Order(100)
public class PlaceKinds implements Keeper {

    private static final Duration REST = Duration.ofSeconds(30);

    private final KindStore store;
    private final Checklists checklists;
    private final Clock clock;
    private volatile Map<String, PlaceKind> byCode = Map.of();

    PlaceKinds(KindStore store, Checklists checklists, Clock clock) {
        this.store = store;
        this.checklists = checklists;
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
                .concatMap(this::introduced)
                .then(Mono.defer(this::run));
    }

    private Mono<KindFile> introduced(PlaceKind kind) {
        return find(kind.code()).isEmpty()
                ? store.insert(KindFile.first(kind, clock.instant(), null, null))
                        .onErrorResume(DuplicateKeyException.class, there -> Mono.empty())
                : VersionedWrites.bySystem(
                        () -> store.find(kind.code()),
                        there -> there.publishedBy() == null
                                ? there.changed(kind, false, clock.instant(), null)
                                : new Decision.Already<>(),
                        (there, next) -> store.change(there, next, null));
    }

    /** A kind that was made; replayed when the same operation had made it before. */
    public record Made(PlaceKind kind, boolean replayed) {}

    /**
     * Makes a kind. Refuses {@code place.kind-taken}, also when there is one that is retired, and {@code place.kind-invalid} with the
     * fields at fault. Repeatable by its operation; and the same kind again is the one that is there.
     */
    public Mono<Made> create(PlaceKind proposed, Actor actor, Operation operation) {
        actor.require(Permission.REFERENCE_EDIT);
        return VersionedWrites.made(operation, store::findByOperation)
                .switchIfEmpty(Mono.defer(() -> sound(proposed)).flatMap(kind -> made(kind, actor, operation)))
                .flatMap(made -> run().thenReturn(new Made(made.file().kind(), made.replayed())));
    }

    private Mono<Written<KindFile>> made(PlaceKind kind, Actor actor, Operation operation) {
        KindFile first = KindFile.first(kind, clock.instant(), actor.name(), operation);
        return VersionedWrites.make(store.insert(first), operation, store::findByOperation)
                .onErrorResume(
                        DuplicateKeyException.class, taken -> find(kind).map(there -> new Written<>(there, false)));
    }

    /** The one that is there, if it says the same. */
    private Mono<KindFile> find(PlaceKind kind) {
        return store.find(kind.code())
                .filter(there -> there.saysTheSameAs(kind, false))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.field("place.kind-taken", "/code", kind.code()))));
    }

    /**
     * The next edition of a kind; what it says holds for places that are described from now on, and their scores follow within a
     * minute. Refuses {@code place.kind-not-found}, {@code place.kind-stale} and what {@link #create} refuses. Repeatable: the same
     * edition again changes nothing.
     *
     * @param retired no place becomes one of it any more; those that are stay
     */
    public Mono<PlaceKind> change(PlaceKind proposed, boolean retired, Call call) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return run().then(Mono.defer(() -> sound(proposed)))
                .flatMap(kind -> VersionedWrites.change(
                        () -> there(kind.code()),
                        call,
                        there -> Refusal.of("place.kind-stale", kind.code()).withPresent(there.version(), List.of()),
                        there -> Mono.just(there.changed(
                                kind, retired, clock.instant(), call.actor().name())),
                        (there, next) -> store.change(there, next, call.operation())))
                .flatMap(written -> run().thenReturn(written.file().kind()));
    }

    private Mono<KindFile> there(String code) {
        return store.find(code).switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("place.kind-not-found", code))));
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
                .map(KindFile::kind)
                .collectMap(PlaceKind::code, kind -> kind, TreeMap::new)
                .doOnNext(read -> byCode = read)
                .then();
    }

    @Override
    public Set<Kept> keeps() {
        return Set.of(Kept.PLACE_KINDS);
    }
}
