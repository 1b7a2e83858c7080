package org.wangge.checklist;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.checklist.model.ChecklistRules;
import org.wangge.checklist.store.ChecklistStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.work.OptimisticRetry;
import org.wangge.work.WhileAway;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The checklists and all their versions. */
@Component
public class Checklists {

    private static final int AT_ONCE = 16;

    private static final int MOST_REMEMBERED = 200;

    /** A version never changes, so that what was read once need not be read again. */
    private final Cache<Version, Checklist> versions =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private record Version(String code, int number) {}

    private final ChecklistStore store;
    private final Clock clock;

    /** The newest of all, as last read. */
    private volatile @Nullable List<Checklist> listed;

    Checklists(ChecklistStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The version to inspect by now; empty when there is no such list or it is retired. */
    public Mono<Checklist> current(String code) {
        return latest(code).filter(newest -> !newest.retired());
    }

    /** A version, also of a list that is retired; empty when there never was one. */
    public Mono<Checklist> version(String code, int version) {
        Checklist known = versions.getIfPresent(new Version(code, version));
        return known == null ? store.version(code, version).doOnNext(this::remember) : Mono.just(known);
    }

    private void remember(Checklist list) {
        versions.put(new Version(list.code(), list.version()), list);
    }

    /** The newest version, also of a list that is retired; empty when there is no such list. */
    public Mono<Checklist> latest(String code) {
        return store.latest(code).doOnNext(this::remember);
    }

    /** All versions, also of a list that is retired, the newest first; empty when there is no such list. */
    public Flux<Checklist> versions(String code) {
        return store.versions(code).doOnNext(this::remember);
    }

    /** The newest versions of all lists by code; while the database is away, as they were when they were last asked for. */
    public Flux<Checklist> list(boolean alsoRetired) {
        List<Checklist> known = listed;
        Mono<List<Checklist>> asked = store.latest().collectList().doOnNext(lists -> listed = lists);
        return (known == null ? asked : WhileAway.orKnown(asked, () -> known))
                .flatMapIterable(lists -> lists)
                .filter(list -> alsoRetired || !list.retired());
    }

    /**
     * Publishes a list or its next version; the same content as the newest version gives that one again. Refuses
     * {@code checklist.invalid} with the items at fault and {@code checklist.stale} when another version was seen. Repeatable.
     */
    public Mono<Checklist> publish(ChecklistDraft draft, SeenVersion seen, Actor actor) {
        actor.require(Permission.REFERENCE_EDIT);
        return publish(draft, seen, actor.name());
    }

    /**
     * Seeds lists: other content than that of the last seed makes a new version, unless somebody has published one since, which
     * stays the newest. Repeatable.
     */
    public Mono<Void> introduce(List<ChecklistDraft> drafts) {
        return Flux.fromIterable(drafts)
                .flatMap(
                        draft -> latest(draft.code())
                                .filter(newest -> newest.publishedBy() != null)
                                .switchIfEmpty(Mono.defer(() -> publish(draft, new SeenVersion(null), (String) null))),
                        AT_ONCE)
                .then();
    }

    private Mono<Checklist> publish(ChecklistDraft draft, SeenVersion seen, @Nullable String by) {
        return Mono.defer(() -> {
            List<Refusal.Fault> faults = ChecklistRules.faults(draft);
            if (!faults.isEmpty()) {
                return Mono.error(
                        () -> new Refused(Refusal.of("checklist.invalid").withFaults(faults)));
            }
            return OptimisticRetry.untilWritten(() -> attempt(draft, seen, by));
        });
    }

    /** Empty when another version came first. */
    private Mono<Checklist> attempt(ChecklistDraft draft, SeenVersion seen, @Nullable String by) {
        return latest(draft.code())
                .switchIfEmpty(Mono.fromSupplier(() -> numbered(draft, 0, by)))
                .flatMap(newest -> {
                    Long expected = seen.version();
                    if (expected != null && expected != newest.version()) {
                        return Mono.error(() -> new Refused(
                                Refusal.of("checklist.stale", draft.code()).withPresent(newest.version(), List.of())));
                    }
                    if (newest.version() > 0 && newest.draft().equals(draft)) {
                        return Mono.just(newest);
                    }
                    return store.insertIfFree(numbered(draft, newest.version() + 1, by));
                });
    }

    private Checklist numbered(ChecklistDraft draft, int version, @Nullable String by) {
        return new Checklist(
                draft.code(),
                version,
                draft.name(),
                draft.inspectors(),
                draft.categoryCode(),
                draft.items(),
                draft.retired(),
                clock.instant(),
                by);
    }
}
