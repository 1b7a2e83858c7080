package org.wangge.place;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.place.model.HistoryLine;
import org.wangge.place.model.PlaceAction;
import org.wangge.place.model.PlaceChange;
import org.wangge.place.model.PlaceChange.Deed;
import org.wangge.place.model.PlaceChange.Described;
import org.wangge.place.model.PlaceFile;
import org.wangge.place.model.PlaceMachine;
import org.wangge.place.model.PlaceRules;
import org.wangge.place.store.PlaceStore;
import org.wangge.reason.Reasons;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Position;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.work.OptimisticRetry;
import reactor.core.publisher.Mono;

/** Turns descriptions into places, whether they come from a form, a table or a seed. */
@Component
class PlaceWriting {

    private static final int SECRET_BYTES = 12;

    private final PlaceStore store;
    private final PlaceKinds kinds;
    private final GridCells grids;
    private final Offices offices;
    private final PlaceSettings settings;
    private final Reasons reasons;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PlaceWriting(
            PlaceStore store,
            PlaceKinds kinds,
            GridCells grids,
            Offices offices,
            PlaceSettings settings,
            Reasons reasons,
            Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.grids = grids;
        this.offices = offices;
        this.settings = settings;
        this.reasons = reasons;
        this.clock = clock;
    }

    /** The description with its kind, industry and grid; refuses all that is wrong with it. */
    Described describe(PlaceDraft draft, Actor actor) {
        PlaceKind kind = kinds.find(draft.kind()).orElse(null);
        String industry = kind == null || draft.industry() == null
                ? Optional.ofNullable(kind).map(PlaceKind::industry).orElse(null)
                : kinds.industryCode(draft.industry());
        List<Refusal.Fault> faults = PlaceRules.faults(draft, kind, industry);
        if (kind == null || industry == null || !faults.isEmpty()) {
            throw new Refused(Refusal.of("place.invalid").withFaults(faults));
        }
        return new Described(draft, kind, industry, areaFor(draft.position(), actor));
    }

    private PlaceFile.Area areaFor(Position position, Actor actor) {
        GridCell grid = grids.locate(position.point()).orRefuse();
        if (!actor.equals(Actor.SYSTEM) && !actor.covers(grid.path())) {
            throw new Refused(Refusal.field("place.outside-area", "/position"));
        }
        return area(grid);
    }

    /** The area of a place in this grid. */
    PlaceFile.Area area(GridCell grid) {
        Office office = offices.responsibleFor(grid.path()).handling();
        return new PlaceFile.Area(grid.path().value(), grid.name(), office.code(), office.names(), grid.revision());
    }

    /** Stores a new place; a duplicate key when the operation has made one before. */
    Mono<PlaceFile> create(Described described, Actor actor, @Nullable Operation operation) {
        refuseRetired(described, null);
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        UUID id = Ids.next();
        return store.insert(PlaceChange.created(
                id,
                described,
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
                settings.risk(),
                deed(actor, operation)));
    }

    /** The fault of a description that makes a place one of a kind that is retired; null when it does not. */
    static Refusal.@Nullable Fault retired(Described described, @Nullable PlaceFile file) {
        PlaceKind kind = described.kind();
        return kind.isRetired() && (file == null || !file.kind().equals(kind.code()))
                ? Refusal.Fault.of("/kind", "place.kind-retired", kind.code())
                : null;
    }

    private static void refuseRetired(Described described, @Nullable PlaceFile file) {
        Refusal.Fault fault = retired(described, file);
        if (fault != null) {
            throw new Refused(Refusal.of("place.invalid").withFaults(List.of(fault)));
        }
    }

    /** What the description would change, null when nothing. */
    @Nullable
    PlaceChange change(PlaceFile file, Described described, Actor actor) {
        refuseRetired(described, file);
        return PlaceChange.described(file, described, settings.risk(), deed(actor, null));
    }

    /** Into another state, for a reason that can be given for it; refuses {@code reason.unknown}. */
    PlaceChange moved(PlaceFile file, PlaceAction action, HistoryLine.What what, Reason reason, Call call) {
        reasons.check(action.code(), reason, call.deviceTime() != null);
        return PlaceChange.moved(
                file,
                Objects.requireNonNull(PlaceMachine.after(file.state(), action)),
                what,
                reason,
                deed(call.actor(), call.operation()));
    }

    Deed deed(Actor actor, @Nullable Operation operation) {
        return new Deed(actor, clock.instant(), operation);
    }

    /** A place after a write, and whether the write had been done before. */
    record Written(PlaceFile file, boolean replayed) {}

    /** Decides and writes; again on the newest state when another write came first. */
    Mono<Written> write(
            UUID id,
            SeenVersion seen,
            PlaceAction action,
            Function<PlaceFile, @Nullable PlaceChange> decide,
            Actor actor,
            @Nullable Operation operation) {
        return OptimisticRetry.untilWritten(() -> attempt(id, seen, action, decide, actor, operation));
    }

    private Mono<Written> attempt(
            UUID id,
            SeenVersion seen,
            PlaceAction action,
            Function<PlaceFile, @Nullable PlaceChange> decide,
            Actor actor,
            @Nullable Operation operation) {
        return visible(id, actor)
                .flatMap(file -> isRepeat(file, operation).flatMap(repeat -> {
                    if (repeat) {
                        return Mono.just(new Written(file, true));
                    }
                    Long version = seen.version();
                    if (version != null && version != file.version()) {
                        return Mono.error(() -> refused("place.stale", file, actor));
                    }
                    if (PlaceMachine.after(file.state(), action) == null) {
                        return Mono.error(() -> refused("place.wrong-state", file, actor));
                    }
                    PlaceChange change = decide.apply(file);
                    return change == null
                            ? Mono.just(new Written(file, false))
                            : store.changeIfVersion(file, change).map(changed -> new Written(changed, false));
                }));
    }

    private Mono<Boolean> isRepeat(PlaceFile file, @Nullable Operation operation) {
        return operation == null || operation.key() == null
                ? Mono.just(false)
                : store.history(file.id())
                        .map(lines -> lines.stream()
                                .anyMatch(line -> operation.repeats(line.operationKey(), line.operationHash())))
                        .defaultIfEmpty(false);
    }

    private static Refused refused(String code, PlaceFile file, Actor actor) {
        return new Refused(Refusal.of(code, file.name(), file.state())
                .withPresent(file.version(), file.state(), PlaceMachine.openActions(file.state(), actor)));
    }

    /** One place; refuses {@code place.not-found} outside the person's area. */
    Mono<PlaceFile> visible(UUID id, Actor actor) {
        return store.findVisible(id, actor).switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("place.not-found"))));
    }

    Mono<PlaceFile> onceVisible(UUID id, Actor actor) {
        return store.find(id)
                .filterWhen(file -> actor.covers(file.area().gridPath())
                        ? Mono.just(true)
                        : store.history(id)
                                .map(lines -> lines.stream().anyMatch(line -> line.cameFrom(actor.scopes()))))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("place.not-found"))));
    }

    /** Registers a seeded place; empty when it is there already. */
    Mono<PlaceFile> seed(PlaceDraft draft) {
        Operation once = new Operation("seed:" + draft.externalId(), "seed", "seed");
        return create(describe(draft, Actor.SYSTEM), Actor.SYSTEM, once)
                .onErrorResume(DuplicateKeyException.class, there -> Mono.empty());
    }
}
