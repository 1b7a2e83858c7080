package org.wangge.place;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.place.model.HistoryLine;
import org.wangge.place.model.PlaceAction;
import org.wangge.place.model.PlaceFile;
import org.wangge.place.store.PlaceQueries;
import org.wangge.place.store.PlaceStore;
import org.wangge.place.store.PlaceTallies;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Position;
import org.wangge.shared.Reason;
import org.wangge.shared.SeenVersion;
import org.wangge.shared.Texts;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The places of all districts. Whoever asks sees and does only what role and area allow; what lies outside does not exist
 * ({@code place.not-found}).
 */
@Component
public class Places {

    private static final int SEEDS_AT_ONCE = 64;
    private static final String QR = "wangge:place:";

    private final PlaceStore store;
    private final PlaceQueries queries;
    private final PlaceTallies tallies;
    private final PlaceWriting writing;
    private final PlaceDuplicates doubles;
    private final PlaceViews views;
    private final PlaceKinds kinds;

    Places(
            PlaceStore store,
            PlaceQueries queries,
            PlaceTallies tallies,
            PlaceWriting writing,
            PlaceDuplicates doubles,
            PlaceViews views,
            PlaceKinds kinds) {
        this.store = store;
        this.queries = queries;
        this.tallies = tallies;
        this.writing = writing;
        this.doubles = doubles;
        this.views = views;
        this.kinds = kinds;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     */
    public record Done(PlaceView view, boolean replayed) {}

    /** How many places of a colour there are in a grid. */
    public record InGrid(String gridCode, RiskColour colour, long places) {}

    /** A place on a map. */
    public record Pin(
            UUID id, String name, String kind, Position position, String gridCode, RiskColour colour, int score) {}

    /** For other modules, whoever acts; empty when there is none. */
    public Mono<Place> get(UUID id) {
        return store.find(id).map(PlaceFile::toPlace);
    }

    /** For other modules, on behalf of somebody; refuses {@code place.not-found} outside that person's area. */
    public Mono<Place> visible(UUID id, Actor actor) {
        return writing.visible(id, actor).map(PlaceFile::toPlace);
    }

    /** For work done offline: a place that is or once was in this person's area; refuses {@code place.not-found}. */
    public Mono<Place> onceVisible(UUID id, Actor actor) {
        return writing.onceVisible(id, actor).map(PlaceFile::toPlace);
    }

    /**
     * Open places by id, after one, for generators; empty collections mean all. May be repeated from any id.
     *
     * @param afterId null for the first
     */
    public Flux<Place> select(
            Collection<String> ofKinds,
            Collection<RiskColour> colours,
            Collection<GridPath> areas,
            @Nullable UUID afterId,
            int limit) {
        return store.openAfter(ofKinds, colours, areas, afterId, limit).map(PlaceFile::toPlace);
    }

    /** Notes an inspection; the latest counts. Repeatable. */
    public Mono<Void> noteInspected(UUID id, Instant at) {
        return store.noteInspected(id, at);
    }

    /** Notes when the next inspection is due, null when none is planned. Repeatable; an absent place is no error. */
    public Mono<Void> noteNextDue(UUID id, @Nullable Instant at) {
        return store.noteNextDue(id, at);
    }

    /** Computes score and colour from the kind and these hazards; the history has a line when the colour changes. Repeatable. */
    public Mono<Void> assess(UUID id, List<OpenHazard> open) {
        return writing.assess(id, open);
    }

    /** What is written on the code at the place. */
    public static String qrText(Place place) {
        return QR + place.id() + ":" + place.qrSecret().value();
    }

    /** Whether somebody who scanned this stood before the place's code; what a scanner puts around it does not count. */
    public boolean qrMatches(Place place, String scannedText) {
        byte[] scanned = Texts.line(scannedText).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(qrText(place).getBytes(StandardCharsets.UTF_8), scanned);
    }

    /** What is to be put up at a place as a code, for who keeps the register or plans inspections there. */
    public Mono<String> qrText(UUID id, Actor actor) {
        actor.require(actor.may(Permission.INSPECTION_PLAN) ? Permission.INSPECTION_PLAN : Permission.PLACE_EDIT);
        return visible(id, actor).map(Places::qrText);
    }

    /** One place as this person may see it; refuses {@code place.not-found}. */
    public Mono<PlaceView> find(UUID id, Actor actor, Locale locale) {
        actor.require(Permission.PLACE_READ);
        return writing.visible(id, actor).map(file -> views.view(file, actor, locale));
    }

    /** A page of the places of this person's area, telephones masked; refuses {@code request.cursor-invalid}. */
    public Mono<Page<PlaceView>> list(
            PlaceFilter filter, int limit, @Nullable String cursor, boolean count, Actor actor, Locale locale) {
        actor.require(Permission.PLACE_READ);
        return queries.page(filter, actor, limit, cursor, count)
                .map(page -> page.map(found -> views.listed(found.file(), found.distanceMetres(), actor, locale)));
    }

    /** All places of a list in batches, for a table; whole telephones need {@code PHONE_EXPORT}. */
    public Flux<List<PlaceView>> all(PlaceFilter filter, boolean telephones, Actor actor, Locale locale) {
        actor.require(Permission.PLACE_READ);
        if (telephones) {
            actor.require(Permission.PHONE_EXPORT);
        }
        return queries.all(filter, actor)
                .map(batch -> batch.stream()
                        .map(file -> views.exported(file, telephones, actor, locale))
                        .toList());
    }

    /** The reader's places in these areas that are not closed down, counted in the store. */
    public Flux<InGrid> countByGrid(Collection<GridPath> areas, Actor actor) {
        actor.require(Permission.PLACE_READ);
        return tallies.byGrid(areas, actor)
                .map(tally -> new InGrid(
                        new GridPath(tally.id().path()).code(), tally.id().colour(), tally.places()));
    }

    /** The same places one by one, for a map. */
    public Flux<Pin> pins(Collection<GridPath> areas, Actor actor) {
        actor.require(Permission.PLACE_READ);
        return tallies.spots(areas, actor).map(Places::pin);
    }

    private static Pin pin(PlaceTallies.Spot spot) {
        String gridCode = new GridPath(spot.area().path()).code();
        PlaceTallies.Grade risk = spot.risk();
        return new Pin(spot.id(), spot.name(), spot.kind(), spot.position(), gridCode, risk.colour(), risk.score());
    }

    /** What was done to a place, the newest first; refuses {@code place.not-found}. */
    public Mono<List<PlaceView.HistoryView>> history(UUID id, Actor actor, Locale locale) {
        actor.require(Permission.PLACE_READ);
        return writing.visible(id, actor)
                .flatMap(file -> store.history(id)
                        .map(lines -> lines.stream()
                                .sorted(HistoryLine.NEWEST_FIRST)
                                .map(line -> views.line(line, file, actor, locale))
                                .toList()));
    }

    /** Other places in this person's area that may be the same one, the nearest first; refuses {@code place.not-found}. */
    public Mono<List<PlaceView.DoubleView>> doubles(UUID id, Actor actor) {
        actor.require(Permission.PLACE_READ);
        return writing.visible(id, actor).flatMap(file -> doubles.of(file, actor));
    }

    /**
     * Registers a place in the grid its position is in. Refuses {@code place.invalid} with the fields at fault,
     * {@code grid.outside-district} and {@code place.outside-area}. Repeatable by its operation. The answer names places that may be
     * the same.
     */
    public Mono<Done> create(PlaceDraft draft, Actor actor, Operation operation, Locale locale) {
        actor.require(Permission.PLACE_EDIT);
        return VersionedWrites.make(
                        Mono.defer(() -> writing.create(writing.describe(draft, actor), actor, operation)),
                        operation,
                        store::findByOperation)
                .flatMap(written -> doubles.of(written.file(), actor)
                        .map(suspects ->
                                new Done(views.view(written.file(), suspects, actor, locale), written.replayed())));
    }

    /** Seeds places that are not there yet, by their external ids; one that people have changed since stays. Repeatable. */
    public Mono<Void> introduce(Collection<PlaceDraft> drafts) {
        return kinds.run()
                .thenMany(Flux.fromIterable(drafts))
                .flatMap(writing::seed, SEEDS_AT_ONCE)
                .then();
    }

    /**
     * Describes a place anew. Refuses what {@link #create} refuses, {@code place.stale} and {@code place.wrong-state}. Repeatable: the
     * same description changes nothing.
     */
    public Mono<PlaceView> change(UUID id, PlaceDraft draft, SeenVersion seen, Actor actor, Locale locale) {
        actor.require(Permission.PLACE_EDIT);
        return writing.edit(id, draft, new Call(seen.version(), null, actor, Operation.unkeyed("edit"), locale))
                .map(written -> views.view(written.file(), actor, locale));
    }

    /**
     * Suspends, reopens or closes a place down. Refuses {@code place.stale} and {@code place.wrong-state}, with the present version
     * and what is open now, and {@code reason.unknown}. Repeatable by its operation.
     */
    public Mono<Done> act(UUID id, PlaceAction action, Reason reason, Call call) {
        Actor actor = call.actor().require(Permission.PLACE_EDIT);
        return writing.move(id, action, reason, call)
                .map(written -> new Done(views.view(written.file(), actor, call.locale()), written.replayed()));
    }
}
