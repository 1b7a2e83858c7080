package org.wangge.grid.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridPublication;
import org.wangge.grid.GridPublications;
import org.wangge.grid.MovedByRedraw;
import org.wangge.grid.model.Publication;
import org.wangge.grid.model.PublicationRules;
import org.wangge.grid.model.Publications;
import org.wangge.grid.store.CellStore;
import org.wangge.grid.store.PublicationStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Mono;

@Component
class StoredPublications implements GridPublications {

    private final PublicationStore store;
    private final CellStore cells;
    private final GridSnapshots snapshots;
    private final RedrawPreview preview;
    private final Clock clock;

    StoredPublications(
            PublicationStore store, CellStore cells, GridSnapshots snapshots, RedrawPreview preview, Clock clock) {
        this.store = store;
        this.cells = cells;
        this.snapshots = snapshots;
        this.preview = preview;
        this.clock = clock;
    }

    @Override
    public Mono<List<GridPublication>> all(Actor actor) {
        actor.require(Permission.GRID_PUBLISH);
        return store.find()
                .map(all -> all.published().stream()
                        .filter(publication -> concerns(publication, actor))
                        .map(publication -> view(publication, all))
                        .sorted(Comparator.comparing(GridPublication::effectiveFrom)
                                .thenComparing(GridPublication::revision)
                                .reversed())
                        .toList());
    }

    @Override
    public Mono<GridPublication> get(long revision, Actor actor) {
        actor.require(Permission.GRID_PUBLISH);
        return store.find().map(all -> view(known(all, revision, actor), all));
    }

    @Override
    public Mono<Withdrawn> withdraw(long revision, Actor actor, Operation operation) {
        actor.require(Permission.GRID_PUBLISH);
        Operation whole = operation.over(revision);
        return VersionedWrites.change(
                        () -> store.find().doOnNext(all -> known(all, revision, actor)),
                        new Call(null, null, actor, whole, Locale.ROOT),
                        all -> Refusal.of("grid.stale", all.revision()),
                        all -> Mono.just(PublicationRules.withdraw(all, revision, clock.instant())),
                        (all, next) -> store.change(all, next, whole, clock.instant()))
                .delayUntil(written -> written.before() == null
                        ? Mono.empty()
                        : cells.discard(revision).then(snapshots.refreshIfChanged()))
                .map(written -> new Withdrawn(
                        view(known(written.file(), revision, actor), written.file()), written.replayed()));
    }

    @Override
    public Mono<List<MovedByRedraw.Moves>> preview(long revision, Actor actor) {
        actor.require(Permission.GRID_PUBLISH);
        return store.find().flatMap(all -> {
            Publication publication = known(all, revision, actor);
            Instant from = publication.effectiveFrom();
            if (publication.isWithdrawn() || !publication.isScheduled(clock.instant())) {
                return Mono.error(() -> new Refused(Refusal.of("grid.import-in-force", revision, from)));
            }
            Mono<GridSnapshot> before = Mono.justOrEmpty(all.present(from.minusMillis(1)))
                    .flatMap(snapshots::loaded)
                    .defaultIfEmpty(GridSnapshot.EMPTY);
            return before.zipWith(snapshots.loaded(publication))
                    .flatMap(both -> preview.of(both.getT1(), both.getT2(), from));
        });
    }

    private static Publication known(Publications all, long revision, Actor actor) {
        return all.find(revision)
                .filter(publication -> concerns(publication, actor))
                .orElseThrow(() -> new Refused(Refusal.of("grid.import-not-found", revision)));
    }

    private static boolean concerns(Publication publication, Actor actor) {
        List<String> districts = publication.districts();
        return districts == null
                || districts.stream().anyMatch(district -> actor.sharesDistrict(GridPath.of(district)));
    }

    private GridPublication view(Publication publication, Publications all) {
        return new GridPublication(
                publication.revision(),
                state(publication, all),
                publication.effectiveFrom(),
                publication.at(),
                publication.by(),
                publication.byName(),
                Objects.requireNonNullElse(publication.districts(), List.of()),
                publication.cells());
    }

    private GridPublication.State state(Publication publication, Publications all) {
        Instant now = clock.instant();
        if (publication.isWithdrawn()) {
            return GridPublication.State.WITHDRAWN;
        }
        if (publication.isScheduled(now)) {
            return GridPublication.State.SCHEDULED;
        }
        return all.present(now).filter(publication::equals).isPresent()
                ? GridPublication.State.IN_FORCE
                : GridPublication.State.PAST;
    }
}
