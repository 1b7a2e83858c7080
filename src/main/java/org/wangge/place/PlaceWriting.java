package org.wangge.place;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.place.model.PlaceAction;
import org.wangge.place.model.PlaceChange;
import org.wangge.place.model.PlaceChange.Described;
import org.wangge.place.model.PlaceFile;
import org.wangge.place.model.PlaceMachine;
import org.wangge.place.model.PlaceRules;
import org.wangge.place.store.PlaceStore;
import org.wangge.reason.Reasons;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.PhoneNumbers;
import org.wangge.shared.Position;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Decision;
import org.wangge.work.KeyClaims;
import org.wangge.work.Transitions.Asked;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/** Turns descriptions into places, whether they come from a form, a table or a seed. */
@Component
class PlaceWriting {

    private static final int SECRET_BYTES = 12;

    private final PlaceStore store;
    private final KeyClaims claims;
    private final PlaceKinds kinds;
    private final GridCells grids;
    private final Offices offices;
    private final PlaceSettings settings;
    private final Reasons reasons;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PlaceWriting(
            PlaceStore store,
            KeyClaims claims,
            PlaceKinds kinds,
            GridCells grids,
            Offices offices,
            PlaceSettings settings,
            Reasons reasons,
            Clock clock) {
        this.store = store;
        this.claims = claims;
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
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String qrSecret = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return claims.idFor(operation == null ? Operation.unkeyed("") : operation)
                .flatMap(id -> {
                    Decision<PlaceFile> decision = PlaceChange.created(
                            id, described, qrSecret, settings.risk(), actor, operation, clock.instant());
                    return decision instanceof Decision.Next<PlaceFile> created
                            ? store.insert(created, operation)
                            : Mono.error(() -> new Refused(((Decision.No<PlaceFile>) decision).refusal()));
                });
    }

    /** What the description would change. */
    Decision<PlaceFile> change(PlaceFile file, Described described, Actor actor) {
        return PlaceChange.described(file, described, settings.risk(), actor, clock.instant());
    }

    /** Describes it anew. */
    Mono<Written<PlaceFile>> edit(UUID id, PlaceDraft draft, Call call) {
        Actor actor = call.actor();
        return write(
                id,
                PlaceAction.EDIT,
                null,
                call,
                (file, asked) -> change(file, describe(unmasked(draft, file), actor), actor));
    }

    /** With the telephones of the place's people where somebody who was not shown them sends back what was shown. */
    private static PlaceDraft unmasked(PlaceDraft draft, PlaceFile file) {
        return PlaceDraftBuilder.builder(draft)
                .owner(shown(draft.owner(), file.owner()))
                .contact(shown(draft.contact(), file.contact()))
                .build();
    }

    private static Place.@Nullable Person shown(Place.@Nullable Person said, Place.@Nullable Person known) {
        return said != null
                        && known != null
                        && said.phone() != null
                        && PhoneNumbers.isMasked(said.phone())
                        && said.phone().equals(PhoneNumbers.masked(known.phone()))
                ? new Place.Person(said.name(), known.phone())
                : said;
    }

    /** Into another state, for a reason that can be given for it; refuses {@code reason.unknown}. */
    Mono<Written<PlaceFile>> move(UUID id, PlaceAction action, Reason reason, Call call) {
        return write(id, action, reason, call, (file, asked) -> {
            reasons.check(action.code(), reason, call.deviceTime() != null);
            return PlaceChange.moved(file, asked);
        });
    }

    private Mono<Written<PlaceFile>> write(
            UUID id,
            PlaceAction action,
            @Nullable Reason reason,
            Call call,
            BiFunction<PlaceFile, Asked<Reason, PlaceAction>, Decision<PlaceFile>> decide) {
        Actor actor = call.actor();
        return VersionedWrites.change(
                () -> visible(id, actor),
                call,
                file -> PlaceMachine.table()
                        .present(Refusal.of("place.stale", file.name()), file, actor, clock.instant()),
                file -> {
                    Asked<Reason, PlaceAction> asked = new Asked<>(action, reason, actor, clock.instant());
                    Refusal refusal = PlaceMachine.table().refusal(file, asked);
                    return Mono.just(refusal == null ? decide.apply(file, asked) : new Decision.No<>(refusal));
                },
                (file, next) -> store.change(file, next, call.operation()));
    }

    /** Counts its open hazards anew; nothing when there is no such place. */
    Mono<Void> assess(UUID id, List<OpenHazard> open) {
        return VersionedWrites.bySystem(
                        () -> store.find(id),
                        file -> PlaceChange.assessed(file, open, inherent(file), settings.risk(), clock.instant()),
                        (file, next) -> store.change(file, next, null))
                .then();
    }

    private int inherent(PlaceFile file) {
        return kinds.find(file.kind()).map(PlaceKind::inherentScore).orElse(1);
    }

    /** Puts it into the grid that it is in now; empty when another write came first. */
    Mono<PlaceFile> placeAgain(PlaceFile file, PlaceFile.Area area) {
        return store.change(file, PlaceChange.placedAgain(file, area, clock.instant()), null);
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
