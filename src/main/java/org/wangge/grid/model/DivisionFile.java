package org.wangge.grid.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.Division;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.work.Versioned;

/**
 * A division as stored. Days are kept as text ({@code 2020-12-31}): a day has no time zone.
 *
 * @param changes how often people changed it; null when never
 * @param changedBy account of whoever wrote it last; null when it came with a file
 */
@RecordBuilder
public record DivisionFile(
        String id,
        LocalizedText names,
        Division.Level level,
        @Nullable String parentCode,
        @Nullable String validFrom,
        @Nullable String validTo,
        @Nullable List<String> aliases,
        @Nullable GeoPoint approximately,
        @Nullable Boolean illustrative,
        @Nullable List<String> successors,
        @Nullable Long changes,
        @Nullable String changedBy,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    /** Counts from 1. */
    @Override
    public long version() {
        return changes == null ? 1 : changes + 1;
    }

    @Override
    public Map<String, @Nullable Object> storedVersion() {
        return Collections.singletonMap("changes", changes);
    }

    @Override
    public String caption() {
        return "/api/v1/divisions/" + id;
    }

    public Division division() {
        return new Division(
                id,
                names,
                level,
                parentCode,
                validFrom == null ? null : LocalDate.parse(validFrom),
                validTo == null ? null : LocalDate.parse(validTo),
                Objects.requireNonNullElse(aliases, List.of()),
                approximately,
                Boolean.TRUE.equals(illustrative),
                successors);
    }
}
