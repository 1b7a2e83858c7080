package org.wangge.category.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wangge.category.Categories;
import org.wangge.category.Category;
import org.wangge.category.CategoryKind;
import org.wangge.category.CategoryWords;
import org.wangge.category.model.WordsFile;
import org.wangge.category.store.CategoryStore;
import org.wangge.category.store.WordStore;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.work.OptimisticRetry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A snapshot is made beside the old one and put in its place whole, and only ever by a later one. */
@Component
class SnapshotCategories implements Categories {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotCategories.class);
    private static final int AT_ONCE = 128;

    private record Snapshot(long version, Map<String, Category> byCode, CategoryWords words) {}

    private final CategoryStore store;
    private final WordStore words;
    private final Object replacing = new Object();
    private volatile Snapshot snapshot = new Snapshot(0, Map.of(), CategoryWords.NONE);

    SnapshotCategories(CategoryStore store, WordStore words) {
        this.store = store;
        this.words = words;
    }

    @Override
    public Optional<Category> find(String code) {
        return Optional.ofNullable(snapshot.byCode().get(code));
    }

    @Override
    public Category get(String code) {
        return find(code).orElseThrow(() -> new Refused(Refusal.of("category.not-found", code)));
    }

    @Override
    public List<Category> list(@Nullable CategoryKind kind) {
        return snapshot.byCode().values().stream()
                .filter(category -> !category.retired())
                .filter(category -> kind == null || category.kind() == kind)
                .toList();
    }

    @Override
    public List<Category> all() {
        return List.copyOf(snapshot.byCode().values());
    }

    @Override
    public long version() {
        return snapshot.version();
    }

    @Override
    public Mono<Void> introduce(List<Category> categories) {
        return Mono.defer(() -> {
            refuseFaults(CategoryRules.faults(categories));
            return Mono.zip(
                            store.all().collectMap(Category::code, category -> category, TreeMap::new),
                            store.asSeeded().collect(Collectors.toSet()))
                    .flatMap(read -> seedAll(changes(categories, read.getT1(), read.getT2())));
        });
    }

    @Override
    public CategoryWords words() {
        return snapshot.words();
    }

    @Override
    public Mono<Void> introduceWords(CategoryWords words) {
        return store.saveWords(words)
                .then(Mono.defer(store::countChange))
                .then(Mono.defer(this::refreshIfChanged))
                .then();
    }

    @Override
    public Mono<Category> put(Category category, SeenVersion seen) {
        return Mono.defer(() -> {
            refuseFaults(CategoryRules.faults("", category));
            return OptimisticRetry.untilWritten(() -> attempt(category, seen));
        });
    }

    /** Empty when another write came first. */
    private Mono<Category> attempt(Category category, SeenVersion seen) {
        return store.find(category.code())
                .map(stored -> {
                    refuseStale(stored.version(), seen);
                    return new Change(category.following(stored), stored);
                })
                .switchIfEmpty(Mono.fromSupplier(() -> {
                    refuseStale(0, seen);
                    return new Change(category.atVersion(0), null);
                }))
                .flatMap(this::storeOne);
    }

    @Override
    public Mono<Boolean> refreshIfChanged() {
        return store.version()
                .filter(version -> version > snapshot.version())
                .flatMap(version -> Mono.zip(
                                store.all().collectMap(Category::code, category -> category, TreeMap::new),
                                store.words().defaultIfEmpty(CategoryWords.NONE),
                                words.all().map(WordsFile::weights).collectList())
                        .map(read -> put(
                                new Snapshot(version, read.getT1(), read.getT2().with(read.getT3())))))
                .defaultIfEmpty(false);
    }

    /** What is to be stored, and what it replaces; null for a new one. */
    private record Change(Category wanted, @Nullable Category stored) {

        boolean isNone() {
            return wanted.equals(stored);
        }
    }

    private static List<Category> changes(List<Category> seeds, Map<String, Category> stored, Set<String> untouched) {
        Map<String, Category> missing = new TreeMap<>(stored);
        List<Category> changes = new ArrayList<>();
        for (Category seed : seeds) {
            Category before = missing.remove(seed.code());
            Category after = before == null ? seed.atVersion(0) : seed.following(before);
            if (before == null || untouched.contains(seed.code()) && !after.equals(before)) {
                changes.add(after);
            }
        }
        missing.values().stream()
                .filter(category -> untouched.contains(category.code()) && !category.retired())
                .map(Category::asRetired)
                .forEach(changes::add);
        return changes;
    }

    private Mono<Void> seedAll(List<Category> changes) {
        if (changes.isEmpty()) {
            return refreshIfChanged().then();
        }
        return Flux.fromIterable(changes)
                .flatMap(category -> store.seedIfStill(category).map(done -> done ? 0 : 1), AT_ONCE)
                .reduce(0, Integer::sum)
                .flatMap(lost -> store.countChange().then(refreshIfChanged()).thenReturn(lost))
                .flatMap(lost ->
                        lost == 0 ? Mono.<Void>empty() : Mono.error(() -> new Refused(Refusal.of("category.stale"))));
    }

    private Mono<Category> storeOne(Change change) {
        if (change.isNone()) {
            return Mono.just(change.wanted());
        }
        return store.storeIfStill(change.wanted())
                .filter(done -> done)
                .flatMap(done -> store.countChange()
                        .then(Mono.defer(this::refreshIfChanged))
                        .thenReturn(change.wanted().atVersion(change.wanted().version() + 1)));
    }

    private static void refuseFaults(List<Refusal.Fault> faults) {
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("category.invalid").withFaults(faults));
        }
    }

    private static void refuseStale(long present, SeenVersion seen) {
        Long version = seen.version();
        if (version != null && version != present) {
            throw new Refused(Refusal.of("category.stale").withPresent(present, List.of()));
        }
    }

    private boolean put(Snapshot read) {
        synchronized (replacing) {
            if (read.version() <= snapshot.version()) {
                return false;
            }
            snapshot = read;
        }
        LOG.info(
                "categories=changed version={} categories={}",
                read.version(),
                read.byCode().size());
        return true;
    }
}
