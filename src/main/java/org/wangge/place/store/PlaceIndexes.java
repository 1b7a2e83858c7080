package org.wangge.place.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.EarlierKeys;
import org.wangge.work.StoreIndexes;

/** The indexes of places, each with the query that needs it. */
@Component
public class PlaceIndexes implements StoreIndexes {

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(PlaceStore.PLACES, ofPlaces());
    }

    private static List<Index> ofPlaces() {
        List<Index> indexes = new ArrayList<>();
        // The list of an area by name.
        indexes.add(ascending("areas").on("name", Direction.ASC).on("_id", Direction.ASC));
        // What is due in an area, the first first.
        indexes.add(ascending("areas").on("nextDueAt", Direction.ASC).on("_id", Direction.ASC));
        // What is most dangerous in an area.
        indexes.add(ascending("areas").on("risk.score", Direction.DESC).on("_id", Direction.DESC));
        // What changed in an area, for a phone that fetches what is new.
        indexes.add(ascending("areas").on("updatedAt", Direction.DESC).on("_id", Direction.DESC));
        // What lies in a part of the map.
        indexes.add(ascending("areas").on("position.latitude", Direction.ASC));
        // The places of an area one after the other, for plans.
        indexes.add(ascending("areas").on("_id", Direction.ASC));
        // What may be the same place.
        indexes.add(ascending("bin"));
        indexes.add(ascending("licenceNumber").sparse());
        // What an import is about.
        indexes.add(ascending("externalId").sparse());
        // An import finds the place it made, and a repeated operation too.
        indexes.add(EarlierKeys.index());
        // What is to be placed again when the grid is published anew.
        indexes.add(ascending("area.gridRevision"));
        return indexes;
    }

    private static Index ascending(String field) {
        return new Index(field, Direction.ASC);
    }
}
