package org.wangge.casework.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.PersonName;
import org.wangge.shared.Position;

/**
 * Another report of the same matter.
 *
 * @param earlierReporterIds of reports that had been merged into that one before; since these come with it themselves, empty
 * @param said null when it may not be shown to all who see this case, and in cases of earlier versions
 */
public record MergedReport(
        UUID caseId,
        String number,
        UUID reporterId,
        @Nullable List<UUID> earlierReporterIds,
        @Nullable MergedWords said) {

    public MergedReport {
        earlierReporterIds = earlierReporterIds == null ? List.of() : List.copyOf(earlierReporterIds);
    }

    /** All who wait to hear of the end. */
    Stream<UUID> reporterIds() {
        return Stream.concat(Stream.of(reporterId), earlierReporterIds().stream());
    }

    @Override
    public List<UUID> earlierReporterIds() {
        return Objects.requireNonNullElse(earlierReporterIds, List.of());
    }

    /** What another report said of the matter, so that whoever handles it need not look it up. */
    public record MergedWords(
            boolean urgent,
            @Nullable String description,
            @Nullable String address,
            @Nullable Position position,
            PersonName reporter,
            Instant reportedAt,
            List<UUID> mediaIds) {}
}
