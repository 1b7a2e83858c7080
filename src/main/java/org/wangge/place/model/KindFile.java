package org.wangge.place.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.place.PlaceKind;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.work.Decision;
import org.wangge.work.Versioned;

/**
 * A kind of place as stored; its code is its id. What older builds did not have is null.
 *
 * @param version which edition it is, from 1; older builds did not count
 * @param publishedBy null for one that came with the program
 * @param scoredVersion the edition by which its places are scored; kept up beside the edition
 */
public record KindFile(
        String id,
        LocalizedText names,
        String checklistCode,
        int inherentScore,
        String industry,
        LocalizedText industryNames,
        PlaceKind.@Nullable Fields fields,
        long version,
        @Nullable Boolean retired,
        @Nullable Instant publishedAt,
        @Nullable String publishedBy,
        @Nullable Long scoredVersion,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    public KindFile {
        version = version == 0 ? 1 : version;
    }

    /** An edition that another one took the place of. */
    private record Past(
            LocalizedText names,
            String checklistCode,
            int inherentScore,
            String industry,
            LocalizedText industryNames,
            PlaceKind.@Nullable Fields fields,
            long version,
            boolean retired,
            @Nullable Instant publishedAt,
            @Nullable String publishedBy) {}

    /**
     * The first edition.
     *
     * @param by null for one that comes with the program
     * @param operation null when nobody asked for it
     */
    public static KindFile first(PlaceKind kind, Instant now, @Nullable String by, @Nullable Operation operation) {
        String key = operation == null ? null : operation.key();
        return new KindFile(
                kind.code(),
                kind.names(),
                kind.checklistCode(),
                kind.inherentScore(),
                kind.industry(),
                kind.industryNames(),
                kind.usedFields(),
                1,
                false,
                now,
                by,
                1L,
                key,
                operation == null || key == null ? null : operation.bodyHash(),
                null);
    }

    /** The next edition says this; what says the same already stays. */
    public Decision<KindFile> changed(PlaceKind kind, boolean nowRetired, Instant now, @Nullable String by) {
        if (saysTheSameAs(kind, nowRetired)) {
            return new Decision.Already<>();
        }
        KindFile next = new KindFile(
                id,
                kind.names(),
                kind.checklistCode(),
                kind.inherentScore(),
                kind.industry(),
                kind.industryNames(),
                kind.usedFields(),
                version + 1,
                nowRetired,
                now,
                by,
                scoredVersion,
                operationKey,
                operationHash,
                operations);
        return new Decision.Next<>(next, List.of(), past());
    }

    private Past past() {
        return new Past(
                names,
                checklistCode,
                inherentScore,
                industry,
                industryNames,
                fields,
                version,
                isRetired(),
                publishedAt,
                publishedBy);
    }

    /** Whether it says this, whoever said it and when. */
    public boolean saysTheSameAs(PlaceKind kind, boolean isRetired) {
        return kind().of(null).equals(kind.of(null)) && isRetired() == isRetired;
    }

    private boolean isRetired() {
        return Boolean.TRUE.equals(retired);
    }

    public PlaceKind kind() {
        return new PlaceKind(
                id,
                names,
                checklistCode,
                inherentScore,
                industry,
                industryNames,
                fields,
                new PlaceKind.Edition(
                        version, isRetired(), publishedAt == null ? Instant.EPOCH : publishedAt, publishedBy));
    }

    /** The first edition of an older build has no number. */
    @Override
    public Map<String, @Nullable Object> storedVersion() {
        return version == 1 ? Map.of("version", Map.of("$in", Arrays.asList(1L, null))) : Map.of("version", version);
    }

    @Override
    public String caption() {
        return "/api/v1/place-kinds/" + id;
    }
}
