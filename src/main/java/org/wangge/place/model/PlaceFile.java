package org.wangge.place.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.OpenHazard;
import org.wangge.place.Place;
import org.wangge.place.PlaceState;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.Position;
import org.wangge.work.Versioned;

/**
 * A place as stored, without its history, which only grows and is read by itself.
 *
 * @param areas the grid and all areas above it: a reader's scope is one equality on it
 * @param search folded name, address and licence number, to look for words in
 * @param bin the square of the map it is in, to find what is near it
 * @param risk of the kind and the open hazards last told
 */
@RecordBuilder
public record PlaceFile(
        UUID id,
        long version,
        String kind,
        PlaceState state,
        String name,
        String address,
        Position position,
        Place.@Nullable Person owner,
        Place.@Nullable Person contact,
        @Nullable String licenceNumber,
        @Nullable String externalId,
        @Nullable Double areaSquareMetres,
        String industry,
        Area area,
        List<String> areas,
        String search,
        String bin,
        Risk risk,
        List<OpenHazard> openHazards,
        @Nullable Instant lastInspectedAt,
        @Nullable Instant nextDueAt,
        String qrSecret,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    /** Where it lies and who handles that area. */
    public record Area(
            String path, LocalizedText gridName, String officeCode, LocalizedText officeName, long gridRevision) {

        public GridPath gridPath() {
            return new GridPath(path);
        }
    }

    @Override
    public String caption() {
        return "/api/v1/places/" + id;
    }

    public GeoPoint point() {
        return position.point();
    }

    /** What other modules see of it. */
    public Place toPlace() {
        return new Place(
                id,
                kind,
                name,
                address,
                position,
                area.gridPath(),
                area.gridName(),
                area.officeCode(),
                area.officeName(),
                state,
                risk.colour(),
                industry,
                contact,
                owner,
                risk.score(),
                area.gridRevision(),
                new Place.Secret(qrSecret),
                lastInspectedAt,
                nextDueAt);
    }
}
