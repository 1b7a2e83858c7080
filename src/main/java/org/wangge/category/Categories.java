package org.wangge.category;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** The categories. Look-ups are answered from memory. */
public interface Categories {

    /** By code, also when retired; empty when there never was one. */
    Optional<Category> find(String code);

    /** By code, also when retired; {@code category.not-found} when there never was one. */
    Category get(String code);

    /** Those that can be chosen today, by code; of one kind or, with null, of all. */
    List<Category> list(@Nullable CategoryKind kind);

    /** All, retired ones too, by code. */
    List<Category> all();

    /** Counts up with every change this instance has taken in; 0 before the first. */
    long version();

    /**
     * Seeds categories: adds those that are absent, and changes or retires only those that nobody has changed since they were
     * seeded; what a district made or corrected stays as it is. Conditions that are missing are retired. Refuses
     * {@code category.invalid} with the entries at fault, {@code category.stale} when somebody changes one at the same time. May
     * be repeated; the same list changes nothing.
     */
    Mono<Void> introduce(List<Category> categories);

    /**
     * Adds or changes one category and gives it as stored. Refuses {@code category.invalid}, and {@code category.stale} with the
     * present version when it changed since the version seen, if any is given. May be repeated: no difference, no new version.
     */
    Mono<Category> put(Category category, SeenVersion seen);

    /** What people say when they mean a category, as seeded or set since; none before they are seeded. */
    CategoryWords words();

    /** Takes these as all the seeded words; what people set stays. May be repeated. */
    Mono<Void> introduceWords(CategoryWords words);

    /** Looks whether another instance has changed something and loads it. True when it has; may be repeated at any time. */
    Mono<Boolean> refreshIfChanged();
}
