package org.wangge.grid.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.Office;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.work.Versioned;

/**
 * An office as stored. Days are kept as text: a day has no time zone.
 *
 * @param hostedBy the host for good, as earlier versions stored it and read it; null when there is none, or it has dates
 * @param hosting the hosts with their dates; null in offices of earlier versions
 * @param changes how often people changed it; null when never
 * @param changedBy account of whoever wrote it last; null when it came with a file
 */
@RecordBuilder
public record OfficeFile(
        String id,
        LocalizedText names,
        String prefix,
        Office.Kind kind,
        @Nullable String hostedBy,
        @Nullable List<Hosting> hosting,
        String path,
        String phone,
        @Nullable String validFrom,
        @Nullable String validTo,
        @Nullable List<String> aliases,
        @Nullable Long changes,
        @Nullable String changedBy,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    /** See {@link Office.Hosting}. */
    public record Hosting(
            String by, @Nullable String from, @Nullable String to) {

        Office.Hosting hosting() {
            return new Office.Hosting(by, day(from), day(to));
        }
    }

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
        return "/api/v1/offices/" + id;
    }

    public Office office() {
        List<Office.Hosting> hosts = hosting != null
                ? hosting.stream().map(Hosting::hosting).toList()
                : hostedBy == null ? List.of() : List.of(new Office.Hosting(hostedBy, null, null));
        return new Office(
                id,
                names,
                prefix,
                kind,
                hosts,
                new GridPath(path),
                phone,
                day(validFrom),
                day(validTo),
                Objects.requireNonNullElse(aliases, List.of()));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
