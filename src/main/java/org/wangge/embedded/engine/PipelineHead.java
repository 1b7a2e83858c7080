package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a pipeline that a query can do: match, then sort, then limit.
 *
 * @param limit 0 for all
 * @param rest the stages after it
 */
record PipelineHead(Document filter, @Nullable Document sort, long limit, List<Document> rest) {

    static PipelineHead of(List<Document> pipeline) {
        int taken = 0;
        Document filter = new Document();
        if (stage(pipeline, taken, "$match") instanceof Document match) {
            filter = match;
            taken++;
        }
        Document sort = null;
        if (stage(pipeline, taken, "$sort") instanceof Document order) {
            sort = order;
            taken++;
        }
        long limit = 0;
        if (stage(pipeline, taken, "$limit") instanceof Number most && most.longValue() > 0) {
            limit = most.longValue();
            taken++;
        }
        return new PipelineHead(filter, sort, limit, pipeline.subList(taken, pipeline.size()));
    }

    private static @Nullable Object stage(List<Document> pipeline, int position, String name) {
        return position < pipeline.size() ? pipeline.get(position).get(name) : null;
    }

    /** The one row of a pipeline that only counts, as drivers count; empty if there is nothing, null if it does more. */
    @Nullable
    Document count(QueryRunner queries) {
        if (sort != null || rest.size() != 1 || !(rest.get(0).get("$group") instanceof Document group)) {
            return null;
        }
        Object id = group.get("_id");
        if (group.size() != 2 || !group.containsKey("_id") || !(id == null || id instanceof Number)) {
            return null;
        }
        for (Map.Entry<String, Object> entry : group.entrySet()) {
            if (entry.getValue() instanceof Document sum
                    && sum.size() == 1
                    && Integer.valueOf(1).equals(sum.get("$sum"))) {
                int count = queries.count(filter, 0, Math.toIntExact(Math.min(limit, Integer.MAX_VALUE)));
                return count == 0 ? new Document() : new Document("_id", id).append(entry.getKey(), count);
            }
        }
        return null;
    }
}
