package org.wangge.planning;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.place.Place;
import org.wangge.place.Places;
import org.wangge.planning.model.DrawFile;
import org.wangge.planning.model.Drawing;
import org.wangge.planning.store.DrawStore;
import org.wangge.planning.store.PlanningQueries;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Draws of inspectors and places (双随机) that anyone can redo from the seed and the lists that are kept. */
@Component
public class Draws {

    private static final String METHOD = "places by SHA-256(seed:placeId), the first `count`; for each, inspectors by"
            + " SHA-256(seed:placeId:inspectorId), the first two; hashes in lower-case hex, ascending";

    private final DrawStore store;
    private final PlanningQueries queries;
    private final Places places;
    private final Accounts accounts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Draws(DrawStore store, PlanningQueries queries, Places places, Accounts accounts, Clock clock) {
        this.store = store;
        this.queries = queries;
        this.places = places;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * What drawing came to.
     *
     * @param replayed whether the same operation had drawn before
     */
    public record Drawn(DrawView view, boolean replayed) {}

    /**
     * Draws so many of the places, with two inspectors for each, as the law asks of on-site inspections (Administrative Penalty
     * Law, art. 42): so {@code draw.one-inspector} refuses fewer. Refuses {@code draw.invalid} with the inspectors and places
     * that are not there, not of the own area or not fit. Repeatable by its operation.
     *
     * @param seed null to have one made
     */
    public Mono<Drawn> draw(
            List<UUID> inspectors,
            List<UUID> placeIds,
            int count,
            @Nullable String seed,
            Actor actor,
            Operation operation) {
        actor.require(Permission.INSPECTION_PLAN);
        List<UUID> people = inspectors.stream().distinct().sorted().toList();
        List<UUID> candidates = placeIds.stream().distinct().sorted().toList();
        return known(candidates, actor)
                .flatMap(found -> unfit(people, found)
                        .map(faults -> checked(people, faults, placeIds, found, count))
                        .map(fine -> drawing(people, found, candidates, count, seed, actor, operation)))
                .flatMap(draw -> VersionedWrites.make(store.insert(draw), operation, store::findByOperation))
                .map(drawn -> new Drawn(view(drawn.file(), actor), drawn.replayed()));
    }

    private Mono<List<Place>> known(Collection<UUID> ids, Actor actor) {
        return Flux.fromIterable(ids)
                .flatMapSequential(id -> places.get(id), 16)
                .filter(place -> actor.covers(place.gridPath()))
                .collectList();
    }

    /** Inspectors who are not there or may not inspect where any of the places lies. */
    private Mono<List<Fault>> unfit(List<UUID> people, List<Place> found) {
        return Flux.fromIterable(people)
                .concatMap(id -> accounts.actor(id)
                        .filter(person -> person.may(Permission.INSPECT)
                                && found.stream().allMatch(place -> person.covers(place.gridPath())))
                        .map(fit -> id)
                        .hasElement()
                        .filter(fit -> !fit)
                        .map(unfit -> Fault.of("/inspectors", "draw.inspector-unfit", id.toString())))
                .collectList();
    }

    private static List<Fault> checked(
            List<UUID> people, List<Fault> unfit, List<UUID> asked, List<Place> found, int count) {
        List<Fault> faults = new ArrayList<>(unfit);
        if (people.size() < Drawing.TOGETHER) {
            faults.add(Fault.of("/inspectors", "draw.one-inspector"));
        }
        Set<UUID> known = new HashSet<>();
        found.forEach(place -> known.add(place.id()));
        for (int i = 0; i < asked.size(); i++) {
            if (!known.contains(asked.get(i))) {
                faults.add(Fault.of(
                        "/places/" + i, "draw.place-unknown", asked.get(i).toString()));
            }
        }
        if (count > known.size()) {
            faults.add(Fault.of("/count", "draw.too-many"));
        }
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("draw.invalid").withFaults(faults));
        }
        return faults;
    }

    private DrawFile drawing(
            List<UUID> people,
            List<Place> found,
            List<UUID> candidates,
            int count,
            @Nullable String seed,
            Actor actor,
            Operation operation) {
        String used = seed == null ? newSeed() : seed;
        return new DrawFile(
                Ids.next(),
                used,
                people,
                candidates,
                count,
                Drawing.pairs(used, people, candidates, count),
                actor.id(),
                actor.name(),
                clock.instant(),
                found.stream()
                        .flatMap(place -> place.gridPath().ancestry().stream())
                        .distinct()
                        .toList(),
                found.stream().map(place -> place.gridPath().value()).toList(),
                operation.key(),
                operation.key() == null ? null : operation.bodyHash());
    }

    private String newSeed() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** One draw; refuses {@code draw.not-found}. */
    public Mono<DrawView> find(UUID id, Actor actor) {
        actor.require(Permission.INSPECTION_READ);
        return store.findVisible(id, actor)
                .map(draw -> view(draw, actor))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("draw.not-found"))));
    }

    /** A page of draws, the newest first. */
    public Mono<Page<DrawView>> list(int limit, @Nullable String cursor, Actor actor) {
        actor.require(Permission.INSPECTION_READ);
        return queries.draws(actor, limit, cursor).map(page -> page.map(draw -> view(draw, actor)));
    }

    /** Who sees a part of the ground sees the places there; the inspectors may go everywhere and are no secret. */
    private static DrawView view(DrawFile draw, Actor actor) {
        Set<UUID> hidden = elsewhere(draw, actor);
        return new DrawView(
                draw.id(),
                draw.seed(),
                draw.inspectors(),
                draw.places().stream().filter(place -> !hidden.contains(place)).toList(),
                draw.count(),
                draw.pairs().stream()
                        .filter(pair -> !hidden.contains(pair.placeId()))
                        .toList(),
                METHOD,
                Objects.equals(
                        draw.pairs(), Drawing.pairs(draw.seed(), draw.inspectors(), draw.places(), draw.count())),
                !hidden.isEmpty(),
                new PlanView.PersonView(draw.drawnById(), draw.drawnByName()),
                draw.drawnAt());
    }

    /** The places that do not lie in this person's area; of a draw that does not know it, all unless it lies there as a whole. */
    private static Set<UUID> elsewhere(DrawFile draw, Actor actor) {
        Set<UUID> elsewhere = new HashSet<>();
        List<String> paths = draw.paths();
        for (int i = 0; i < draw.places().size(); i++) {
            List<String> lies = paths == null ? draw.areas() : List.of(paths.get(i));
            if (!lies.stream().map(GridPath::new).allMatch(actor::covers)) {
                elsewhere.add(draw.places().get(i));
            }
        }
        return elsewhere;
    }
}
