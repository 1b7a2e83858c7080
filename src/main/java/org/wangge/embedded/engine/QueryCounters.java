package org.wangge.embedded.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What queries cost: counted by the store's loop, read by tests and metrics. */
public final class QueryCounters {

    private static final int MOST_SHAPES = 1000;

    private final Set<String> scanned = ConcurrentHashMap.newKeySet();
    private final AtomicLong documentsExamined = new AtomicLong();
    private volatile @Nullable String lastPlan;

    void examined() {
        documentsExamined.lazySet(documentsExamined.get() + 1);
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
        return documentsExamined.get();
    }

    /** How the last query was read: an index's name, {@code _id}, or {@code scan}. */
    public String lastPlan() {
        String plan = lastPlan;
        return plan == null ? "none" : plan;
    }
}
