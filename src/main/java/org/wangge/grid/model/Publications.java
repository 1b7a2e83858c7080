package org.wangge.grid.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Operation;
import org.wangge.work.Versioned;

/**
 * All publications of the grid, from the one document that every instance watches. Which one holds depends on the time alone: the
 * moment of a scheduled one needs no write, so it is the same for every instance.
 *
 * @param writes how often it was changed by a publication or a withdrawal; null when never, and by earlier versions
 * @param revision the publication that held when the last one was stored; instances of earlier versions answer from it
 * @param cells how many grids that one has
 * @param areas counts up with every change of divisions or offices
 * @param made which operations published what, for whoever repeats one; null when none did, and in earlier versions
 * @param published in the order in which they take effect; those of long ago are gone
 */
@RecordBuilder
public record Publications(
        String id,
        @Nullable Long writes,
        long revision,
        int cells,
        long areas,
        @Nullable List<Publication> published,
        @Nullable List<Made> made,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    /** The id of the document. */
    public static final String CURRENT = "current";

    /** Before the first publication. */
    public static final Publications NONE = new Publications(CURRENT, null, 0, 0, 0, null, null, null, null, null);

    @Override
    public long version() {
        return writes == null ? 0 : writes;
    }

    @Override
    public Map<String, @Nullable Object> storedVersion() {
        return Collections.singletonMap("writes", writes);
    }

    @Override
    public String caption() {
        return "/api/v1/grids/imports";
    }

    @Override
    public List<Publication> published() {
        return Objects.requireNonNullElse(published, List.of());
    }

    @Override
    public List<Made> made() {
        return Objects.requireNonNullElse(made, List.of());
    }

    /** That an operation made a publication. */
    public record Made(String key, long revision) {}

    /** Without those that were withdrawn. */
    public List<Publication> standing() {
        return published().stream()
                .filter(publication -> !publication.isWithdrawn())
                .toList();
    }

    /** Which one held at a moment of the past; empty before the first of those that are kept. */
    public Optional<Publication> inForce(Instant at) {
        return standing().stream()
                .filter(publication -> !publication.effectiveFrom().isAfter(at))
                .reduce((earlier, later) -> later);
    }

    /** Which one holds now: what took effect at once does so also for an instance whose clock is behind. */
    public Optional<Publication> present(Instant now) {
        return standing().stream()
                .filter(publication -> !publication.isScheduled(now))
                .reduce((earlier, later) -> later);
    }

    /** Those that do not hold yet, in their order. */
    public List<Publication> scheduled(Instant now) {
        return standing().stream()
                .filter(publication -> publication.isScheduled(now))
                .toList();
    }

    public Optional<Publication> find(long number) {
        return published().stream()
                .filter(publication -> publication.revision() == number)
                .findFirst();
    }

    /** The number of what an operation published; empty when it published nothing that is still known. */
    public Optional<Long> publishedBy(String key) {
        return made().stream()
                .filter(one -> one.key().equals(key))
                .map(Made::revision)
                .findFirst();
    }
}
