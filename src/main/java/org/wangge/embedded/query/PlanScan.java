package org.wangge.embedded.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks a plan: yields the ids of documents, each once, in the plan's order. */
public final class PlanScan {

    private final Plan plan;
    private final Runnable beforeEach;
    private final Deque<RangeScan> remaining = new ArrayDeque<>();
    private final @Nullable PriorityQueue<RangeScan> merge;
    private final @Nullable Set<Seen> seen;
    private final Deque<byte[]> ids;
    private @Nullable RangeScan current;

    private record Seen(java.nio.ByteBuffer id) {}

    /** @param beforeEach runs before an entry is read; when it throws, {@link #next} can be called again */
    public PlanScan(Plan plan, Runnable beforeEach) {
        this.plan = plan;
        this.beforeEach = beforeEach;
        this.seen = plan.repeating() ? new HashSet<>() : null;
        this.ids = new ArrayDeque<>(plan.ids() == null ? List.of() : ordered(plan.ids()));
        if (plan.ids() == null) {
            for (KeyRange range : plan.ranges()) {
                RangeScan scan = new RangeScan(plan.index().map(), range, plan.backward());
                if (plan.backward()) {
                    remaining.addFirst(scan);
                } else {
                    remaining.addLast(scan);
                }
            }
        }
        this.merge = plan.merged() ? new PriorityQueue<>(RangeScan::compareRest) : null;
        if (merge != null) {
            remaining.stream().filter(RangeScan::advance).forEach(merge::add);
        }
    }

    private List<byte[]> ordered(List<byte[]> given) {
        if (!plan.backward()) {
            return given;
        }
        List<byte[]> reversed = new java.util.ArrayList<>(given);
        java.util.Collections.reverse(reversed);
        return reversed;
    }

    /** The next id, or null at the end. */
    public byte @Nullable [] next() {
        beforeEach.run();
        if (plan.ids() != null) {
            return ids.pollFirst();
        }
        while (merge != null ? stepMerged() : step()) {
            byte[] id = plan.index().id().apply(Objects.requireNonNull(current).key());
            if (seen == null || seen.add(new Seen(java.nio.ByteBuffer.wrap(id)))) {
                return id;
            }
            beforeEach.run();
        }
        return null;
    }

    /** The document at the last id, if reading the index read it too. */
    public byte @Nullable [] document() {
        return plan.index().primary() && current != null ? current.value() : null;
    }

    private boolean step() {
        while (true) {
            if (current != null && current.advance()) {
                return true;
            }
            current = remaining.pollFirst();
            if (current == null) {
                return false;
            }
        }
    }

    private boolean stepMerged() {
        PriorityQueue<RangeScan> queue = Objects.requireNonNull(merge);
        if (current != null && current.advance()) {
            queue.add(current);
        }
        current = queue.poll();
        return current != null;
    }

    /** Lets go of pages, so that the walk may rest until another command. */
    public void pause() {
        if (current != null) {
            current.pause();
        }
        remaining.forEach(RangeScan::pause);
        if (merge != null) {
            merge.forEach(RangeScan::pause);
        }
    }
}
