package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.query.Plan;
import org.wangge.embedded.query.PlanScan;

/** Reads a plan and keeps the documents that match, in the plan's order. */
final class ScanHits implements Hits {

    private final ReadView view;
    private final PlanScan scan;
    private final Document query;
    private final boolean unchecked;
    private final @Nullable Set<String> fields;
    private long toSkip;
    private long toReturn;
    private byte[] id = new byte[0];

    ScanHits(ReadView view, Plan plan, Document query, long skip, long limit) {
        this.view = view;
        this.scan = new PlanScan(plan, view.pace()::step);
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
            byte[] bytes = read != null ? read : view.bytes(candidate);
            if (bytes == null) {
                continue;
            }
            view.pace().examined();
            if (!unchecked && !view.matches(BsonBytes.decode(bytes, fields), query)) {
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
