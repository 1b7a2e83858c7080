package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.query.Plan;
import org.wangge.embedded.query.PlanScan;

/** Reads a plan and keeps the documents that match, in the plan's order. */
final class ScanHits implements Hits {

    private final Contents collection;
    private final QueryCounters counters;
    private final PlanScan scan;
    private final Document query;
    private final boolean unchecked;
    private final @Nullable Set<String> fields;
    private long toSkip;
    private long toReturn;
    private byte[] id = new byte[0];

    ScanHits(Contents collection, QueryCounters counters, Plan plan, Document query, long skip, long limit) {
        this.collection = collection;
        this.counters = counters;
        this.scan = new PlanScan(plan);
        this.query = query;
        this.unchecked = plan.exact();
        this.fields = unchecked ? Set.of() : QueryFields.of(query);
        this.toSkip = skip;
        this.toReturn = limit > 0 ? limit : Long.MAX_VALUE;
    }

    @Override
    public byte @Nullable [] next() {
        while (toReturn > 0) {
            byte[] candidate = scan.next();
            if (candidate == null) {
                toReturn = 0;
                return null;
            }
            byte[] read = scan.document();
            byte[] bytes = read != null ? read : collection.bytes(candidate);
            if (bytes == null) {
                continue;
            }
            counters.examined();
            if (!unchecked && !collection.matches(BsonBytes.decode(bytes, fields), query)) {
                continue;
            }
            if (toSkip > 0) {
                toSkip--;
                continue;
            }
            toReturn--;
            id = candidate;
            return bytes;
        }
        return null;
    }

    @Override
    public byte[] id() {
        return id;
    }

    @Override
    public void pause() {
        scan.pause();
    }
}
