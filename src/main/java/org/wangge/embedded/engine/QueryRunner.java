package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wangge.embedded.key.FieldPath;
import org.wangge.embedded.query.IndexView;
import org.wangge.embedded.query.Plan;
import org.wangge.embedded.query.Planner;
import org.wangge.embedded.query.SortOrder;

/** Plans and runs the queries on one collection. */
final class QueryRunner {

    private static final Logger log = LoggerFactory.getLogger(QueryRunner.class);

    private static final int LARGE_COLLECTION = 1000;

    private final Contents collection;
    private final QueryCounters counters;
    private final IndexView primary;

    QueryRunner(Contents collection, QueryCounters counters) {
        this.collection = collection;
        this.counters = counters;
        this.primary = new IndexView(
                RecordIds.ID,
                collection.documents(),
                List.of(new FieldPath(RecordIds.ID)),
                field -> false,
                field -> false,
                false,
                true,
                UnaryOperator.identity());
    }

    /** The documents of a query in order, read as they are asked for. */
    Hits hits(Document query, @Nullable Document orderBy, long skip, long limit) {
        SortOrder order = SortOrder.of(orderBy);
        Plan plan = plan(query, order, limit > 0 ? skip + limit : 0);
        if (order.isNone() || plan.ordered()) {
            return new ScanHits(collection, counters, plan, query, skip, limit);
        }
        return new SortedHits(
                collection, new ScanHits(collection, counters, plan, query, 0, 0), query, order, skip, limit);
    }

    private Plan plan(Document query, SortOrder order, long limit) {
        QueryCheck.query(query);
        Plan plan = Planner.plan(primary, indexViews(), query, order, limit);
        counters.planned(plan.name());
        if (plan.bound() == 0 && plan.index().primary() && !query.isEmpty() && collection.count() > LARGE_COLLECTION) {
            warnOnce(query, order);
        }
        return plan;
    }

    private List<IndexView> indexViews() {
        List<IndexView> views = new ArrayList<>();
        for (StoredIndex index : collection.storedIndexes()) {
            views.add(index.view());
        }
        return views;
    }

    private void warnOnce(Document query, SortOrder order) {
        String shape = collection.getFullName() + query.keySet() + order.roots();
        if (counters.firstScan(shape)) {
            log.warn(
                    "outcome=collection-scan collection={} fields={} sort={} documents={}",
                    collection.getFullName(),
                    query.keySet(),
                    order.roots(),
                    collection.count());
        }
    }

    Iterable<Document> documents(Document query, @Nullable Document orderBy, int skip, int limit) {
        return new FoundDocuments(collection, hits(query, orderBy, skip, limit));
    }

    /**
     * How many documents match; costs a few descents if an index alone can tell.
     *
     * @param most counting need go no further; 0 for all
     */
    long count(Document query, long most) {
        Plan plan = plan(query, SortOrder.of(null), most);
        if (plan.exact() && !plan.repeating() && plan.ids() == null) {
            return plan.entries();
        }
        Hits hits = new ScanHits(collection, counters, plan, query, 0, most);
        long count = 0;
        while (hits.next() != null) {
            count++;
        }
        return count;
    }
}
