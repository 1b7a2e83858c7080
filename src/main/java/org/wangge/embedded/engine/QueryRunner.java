package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wangge.embedded.query.Plan;
import org.wangge.embedded.query.Planner;
import org.wangge.embedded.query.SortOrder;

/** Plans and runs the queries of one reader. */
final class QueryRunner {

    private static final Logger log = LoggerFactory.getLogger(QueryRunner.class);

    private static final int LARGE_COLLECTION = 1000;

    private final ReadView view;
    private final QueryCounters counters;

    QueryRunner(ReadView view, QueryCounters counters) {
        this.view = view;
        this.counters = counters;
    }

    /** The documents of a query in order, read as they are asked for. */
    Hits hits(Document query, @Nullable Document orderBy, long skip, long limit) {
        SortOrder order = SortOrder.of(orderBy);
        Plan plan = plan(query, order, limit > 0 ? skip + limit : 0);
        if (order.isNone() || plan.ordered()) {
            return new ScanHits(view, plan, query, skip, limit);
        }
        return new SortedHits(view, new ScanHits(view, plan, query, 0, 0), query, order, skip, limit);
    }

    private Plan plan(Document query, SortOrder order, long limit) {
        QueryCheck.query(query);
        Plan plan = Planner.plan(view.primary(), view.indexes(), query, order, limit);
        counters.planned(plan.name());
        if (plan.bound() == 0 && plan.index().primary() && !query.isEmpty() && view.size() > LARGE_COLLECTION) {
            warnOnce(query, order);
        }
        return plan;
    }

    private void warnOnce(Document query, SortOrder order) {
        String shape = view.name() + query.keySet() + order.roots();
        if (counters.firstScan(shape)) {
            log.warn(
                    "outcome=collection-scan collection={} fields={} sort={} documents={}",
                    view.name(),
                    query.keySet(),
                    order.roots(),
                    view.size());
        }
    }

    /**
     * How many documents match, costs a few descents if an index alone can tell.
     *
     * @param skip so many are not counted
     * @param limit counting goes no further; 0 for all
     */
    int count(Document query, long skip, long limit) {
        long all = count(query, limit > 0 ? skip + limit : 0);
        long rest = Math.max(0, all - skip);
        return Math.toIntExact(limit > 0 ? Math.min(limit, rest) : rest);
    }

    private long count(Document query, long most) {
        if (query.isEmpty()) {
            return view.size();
        }
        Plan plan = plan(query, SortOrder.of(null), most);
        if (plan.exact() && !plan.repeating() && plan.ids() == null) {
            return plan.entries();
        }
        Hits hits = new ScanHits(view, plan, query, 0, most);
        long count = 0;
        while (hits.next() != null) {
            count++;
        }
        return count;
    }
}
