package org.wangge.embedded.query;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the cheapest way to read a query, by counting the entries each index would have to read. */
public final class Planner {

    /** How many entries a limited, ordered reading is thought to pass at least for one that also meets the unindexed conditions. */
    private static final long PASSED_PER_MATCH = 8;

    /** What fetching and sorting costs beside reading in order. */
    private static final long SORTING = 2;

    private Planner() {}

    /**
     * The plan for a query.
     *
     * @param primary the documents' own map
     * @param limit how many documents are wanted, skipped ones included; 0 for all
     */
    public static Plan plan(IndexView primary, List<IndexView> indexes, Document query, SortOrder sort, long limit) {
        Conditions conditions = Conditions.of(query);
        Plan best = new PlanBuilder(primary, conditions).build(sort);
        if (best == null) {
            throw new IllegalStateException("the documents' own map serves every query");
        }
        if (best.ids() != null) {
            return best;
        }
        List<Plan> plans = new ArrayList<>(List.of(best));
        indexes.forEach(index -> {
            Plan plan = candidate(index, conditions, sort, limit);
            if (plan != null) {
                plans.add(plan);
            }
        });
        return plans.size() == 1 ? best : cheapest(plans, sort, limit);
    }

    private static Plan cheapest(List<Plan> plans, SortOrder sort, long limit) {
        List<Long> entries = plans.stream().map(Plan::entries).toList();
        // No more documents can match than any of the plans reads.
        long mostMatches = Math.max(1, Collections.min(entries));
        Plan best = plans.get(0);
        long bestCost = cost(best, entries.get(0), sort, limit, mostMatches);
        for (int i = 1; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            long cost = cost(plan, entries.get(i), sort, limit, mostMatches);
            if (cost < bestCost || cost == bestCost && plan.bound() > best.bound()) {
                best = plan;
                bestCost = cost;
            }
        }
        return best;
    }

    private static @Nullable Plan candidate(IndexView index, Conditions conditions, SortOrder sort, long limit) {
        boolean leads = conditions.on(index.path(0)) != null;
        boolean mayOrder = limit > 0 && !sort.isNone();
        if (!leads && !mayOrder) {
            return null;
        }
        Plan plan = new PlanBuilder(index, conditions).build(sort);
        return plan != null && (plan.bound() > 0 || plan.ordered() && !plan.repeating()) ? plan : null;
    }

    private static long cost(Plan plan, long entries, SortOrder sort, long limit, long mostMatches) {
        boolean stops = limit > 0 && (sort.isNone() || plan.ordered());
        if (stops) {
            long perMatch = plan.exact() ? 1 : Math.max(PASSED_PER_MATCH, entries / mostMatches);
            return Math.min(entries, limit * perMatch);
        }
        return sort.isNone() || plan.ordered() ? entries : entries * SORTING;
    }
}
