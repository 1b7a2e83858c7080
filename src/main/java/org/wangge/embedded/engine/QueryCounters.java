package org.wangge.embedded.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What queries cost: counted by whoever reads, shown by tests and metrics. */
public final class QueryCounters {

    private static final int MOST_SHAPES = 1000;

    private final Set<String> scanned = ConcurrentHashMap.newKeySet();
    private final LongAdder documentsExamined = new LongAdder();
    private volatile @Nullable String lastPlan;

    void examined(long documents) {
        documentsExamined.add(documents);
    }

    /** Whether this shape of a query scans a collection for the first time. */
    boolean firstScan(String shape) {
        return scanned.size() < MOST_SHAPES && scanned.add(shape);
    }

    void planned(String plan) {
        lastPlan = plan;
    }

    /** Documents read by queries since the start. */
    public long documentsExamined() {
        return documentsExamined.sum();
    }

    /** How the last query was read: an index's name, {@code _id}, or {@code scan}. */
    public String lastPlan() {
        String plan = lastPlan;
        return plan == null ? "none" : plan;
    }
}
