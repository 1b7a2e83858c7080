package org.wangge.warning;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.warning.model.Alert;
import org.wangge.warning.model.AlertReader;
import org.wangge.warning.model.WarningFile;
import org.wangge.warning.model.WarningFileBuilder;
import org.wangge.warning.model.WarningLinks;
import org.wangge.warning.store.WarningStore;
import org.wangge.work.Blocking;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Official warnings of a district. Whoever may announce ({@code ANNOUNCE}) sees those that touch the own area, from within and from
 * above; one that touches nothing is seen in the whole district. To everybody else there is none ({@code warning.not-found}).
 */
@Component
public class Warnings {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Whoever takes one in does the rest at once; the job does what was broken off. */
    private static final Duration LEFT_TO_WHOEVER_BEGAN = Duration.ofSeconds(30);

    private final WarningStore store;
    private final WarningAreas areas;
    private final WarningSteps steps;
    private final WarningViews views;
    private final Blocking blocking;
    private final Clock clock;

    Warnings(
            WarningStore store,
            WarningAreas areas,
            WarningSteps steps,
            WarningViews views,
            Blocking blocking,
            Clock clock) {
        this.store = store;
        this.areas = areas;
        this.steps = steps;
        this.views = views;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether it was there before
     * @param difference what is there since, in one text; empty when nothing was written now
     */
    public record Done(WarningView view, boolean replayed, String difference) {}

    /**
     * An alert that was read.
     *
     * @param hash of what it says, however it is written
     */
    private record Heard(Alert alert, String hash) {}

    /** Where an alert belongs. */
    private record Place(GridPath district, List<String> areas) {}

    /**
     * Takes an alert in: the first of the caller's districts that it touches has it, else the first. Those that it replaces, and that
     * replace it, are tied to it, in whichever order they came; the desks of its areas are told of one that is meant. Refuses what {@link
     * AlertReader#read} refuses, and {@code warning.conflict} for another alert of the same name. The same again is the one that is
     * there.
     */
    public Mono<Done> takeIn(byte[] sent, Call call) {
        Actor actor = call.actor().require(Permission.ANNOUNCE);
        return blocking.call(LONGEST, () -> heard(sent))
                .flatMap(heard ->
                        place(heard.alert(), actor).map(place -> file(heard, place, actor, call.over(heard.hash()))))
                .flatMap(file -> stored(file, sent, call.over(file.saysHash()).operation()))
                .flatMap(written -> steps.finish(written.file())
                        .flatMap(file -> views.whole(file, actor, call.locale())
                                .map(view ->
                                        new Done(view, written.replayed(), written.replayed() ? "" : summary(file)))));
    }

    private static Heard heard(byte[] sent) {
        Alert alert = AlertReader.read(sent);
        return new Heard(alert, Operation.hash(alert.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String summary(WarningFile file) {
        return "%s %s of %s, areas %s".formatted(file.status(), file.type(), file.sender(), file.areas());
    }

    private Mono<Place> place(Alert alert, Actor actor) {
        List<GridPath> districts = actor.scopes().stream()
                .map(scope -> scope.upTo(1))
                .distinct()
                .sorted()
                .toList();
        return Flux.fromIterable(districts)
                .concatMap(district -> areas.touched(alert, district).map(found -> new Place(district, found)))
                .collectList()
                .map(all -> all.stream()
                        .filter(place -> !place.areas().isEmpty())
                        .findFirst()
                        .orElse(all.get(0)));
    }

    private WarningFile file(Heard heard, Place place, Actor actor, Call call) {
        Alert alert = heard.alert();
        Instant now = clock.instant();
        String district = place.district().value();
        String key = call.operation().key();
        WarningFileBuilder file = WarningFileBuilder.builder()
                .id(alert.name().id(district))
                .district(district)
                .identifier(alert.name().identifier())
                .sender(alert.name().sender())
                .sent(alert.name().sent())
                .status(alert.status())
                .type(alert.type())
                .state(WarningState.OPEN)
                .infos(alert.infos())
                .areas(place.areas())
                .refs(alert.references().stream().map(name -> name.id(district)).toList())
                .replaces(List.of())
                .supersededBy(List.of())
                .made(List.of())
                .endsAt(alert.endsAt())
                .dueAt(now.plus(LEFT_TO_WHOEVER_BEGAN))
                .saysHash(heard.hash())
                .by(PersonName.of(actor))
                .receivedAt(now)
                .version(1)
                .updatedAt(now)
                .operationKey(key)
                .operationHash(key == null ? null : call.operation().bodyHash());
        return WarningLinks.reaching(file, district, place.areas()).build();
    }

    private Mono<Written<WarningFile>> stored(WarningFile file, byte[] sent, Operation operation) {
        return VersionedWrites.make(store.insert(file, sent), operation, store::findByOperation)
                .onErrorResume(
                        DuplicateKeyException.class,
                        taken -> store.find(file.id())
                                .map(known -> same(known, file))
                                .switchIfEmpty(Mono.error(taken)));
    }

    private static Written<WarningFile> same(WarningFile known, WarningFile file) {
        if (!known.saysHash().equals(file.saysHash())) {
            throw new Refused(Refusal.of("warning.conflict", known.identifier()));
        }
        return new Written<>(known, true);
    }

    /** A page of the warnings of the own area, the newest first, without proposals; refuses {@code request.cursor-invalid}. */
    public Mono<Page<WarningView>> list(
            WarningFilter filter, int limit, @Nullable String cursor, boolean count, Actor actor) {
        actor.require(Permission.ANNOUNCE);
        return store.page(filter, clock.instant(), limit, cursor, count, actor)
                .map(page -> page.map(file -> views.line(file, actor)));
    }

    /** One warning, with what it proposes to this person now. */
    public Mono<WarningView> find(UUID id, Actor actor, Locale locale) {
        return visible(id, actor.require(Permission.ANNOUNCE)).flatMap(file -> views.whole(file, actor, locale));
    }

    /** The alert as it came, byte for byte. */
    public Mono<byte[]> original(UUID id, Actor actor) {
        return visible(id, actor.require(Permission.ANNOUNCE)).flatMap(file -> store.original(file.id()));
    }

    private Mono<WarningFile> visible(UUID id, Actor actor) {
        return store.find(id, actor).switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("warning.not-found"))));
    }
}
