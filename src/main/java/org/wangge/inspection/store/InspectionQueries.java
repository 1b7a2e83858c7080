package org.wangge.inspection.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Repository;
import org.wangge.inspection.InspectionFilter;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.SortKey;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import reactor.core.publisher.Mono;

/** Lists of inspections. */
@Repository
public class InspectionQueries {

    private final Listing<InspectionFile> list;

    InspectionQueries(ReactiveMongoTemplate mongo) {
        this.list = Listing.of(
                query -> mongo.find(query, InspectionFile.class, InspectionStore.INSPECTIONS),
                query -> mongo.count(query, InspectionStore.INSPECTIONS),
                InspectionFile::id,
                SortKey.time("startedAt", InspectionFile::startedAt));
    }

    /** See {@link Listing#page}. */
    public Mono<Page<InspectionFile>> page(
            InspectionFilter filter, Actor actor, Instant now, int limit, @Nullable String cursor, boolean count) {
        Request request =
                Request.of(Context.at(now, filter.narrowing(), actor), List.of(InspectionStore.visibleTo(actor)));
        return list.page(request, limit, cursor, count);
    }
}
