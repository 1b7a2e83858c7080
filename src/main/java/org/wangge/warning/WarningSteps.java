package org.wangge.warning;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.wangge.announcement.DeskNotices;
import org.wangge.warning.model.WarningFile;
import org.wangge.warning.model.WarningLinks;
import org.wangge.warning.store.WarningStore;
import org.wangge.work.Decision;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What follows once a warning is stored: it is tied to those it replaces and that replace it, and its desks are told. */
@Component
class WarningSteps {

    /** Longer chains are no chains of one storm. */
    private static final int DEEPEST = 20;

    private final WarningStore store;
    private final WarningWords words;
    private final DeskNotices desks;
    private final Clock clock;

    WarningSteps(WarningStore store, WarningWords words, DeskNotices desks, Clock clock) {
        this.store = store;
        this.words = words;
        this.desks = desks;
        this.clock = clock;
    }

    /**
     * Does what is left to do, and gives the warning as it is then. Of two that come at once each looks for the other after it is stored
     * itself, so one of them finds it. Repeatable.
     */
    Mono<WarningFile> finish(WarningFile file) {
        Mono<WarningFile> present = Mono.defer(() -> store.find(file.id()));
        return file.dueAt() == null
                ? Mono.just(file)
                : linked(file)
                        .then(present)
                        .delayUntil(this::told)
                        .flatMap(now -> change(now.id(), one -> WarningLinks.settled(one, clock.instant()))
                                .switchIfEmpty(present));
    }

    private Mono<Void> linked(WarningFile file) {
        Flux<WarningFile> replaced = file.type().replaces() ? store.find(file.refs()) : Flux.empty();
        return replaced.concatMap(one -> link(file, one))
                .thenMany(store.referringTo(file.id()))
                .concatMap(one -> link(one, file))
                .then();
    }

    /** The one that is replaced is written first: until then the other is not known to replace it. */
    private Mono<Void> link(WarningFile by, WarningFile replaced) {
        return WarningLinks.links(by, replaced)
                ? change(replaced.id(), one -> WarningLinks.superseded(one, by, clock.instant()))
                        .then(change(by.id(), one -> WarningLinks.replacing(one, replaced, clock.instant())))
                        .then()
                : Mono.empty();
    }

    private Mono<WarningFile> change(UUID id, Function<WarningFile, Decision<WarningFile>> decide) {
        return VersionedWrites.bySystem(
                () -> store.find(id), decide, (before, next) -> store.change(before, next.file(), null));
    }

    private Mono<Void> told(WarningFile file) {
        return WarningLinks.isToBeTold(file, clock.instant())
                ? replaced(file).flatMap(all -> desks.tell(words.waiting(file, all, clock.instant())))
                : Mono.empty();
    }

    /** All that it takes the place of, the nearest first; empty when there is none. */
    Mono<List<WarningFile>> replaced(WarningFile file) {
        return file.replaces().isEmpty()
                ? Mono.just(List.of())
                : store.find(file.replaces())
                        .collectList()
                        .expand(found -> {
                            List<UUID> next = found.stream()
                                    .flatMap(one -> one.replaces().stream())
                                    .distinct()
                                    .toList();
                            return next.isEmpty()
                                    ? Mono.empty()
                                    : store.find(next).collectList();
                        })
                        .take(DEEPEST)
                        .flatMapIterable(all -> all)
                        .distinct(WarningFile::id)
                        .collect(Collectors.toList());
    }
}
