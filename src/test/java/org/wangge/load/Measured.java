package org.wangge.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What clients saw in a stretch of time. */
final class Measured {

    private final long[] sortedNanos;
    private final double seconds;

    /** @param nanos how long each answer took */
    Measured(long[] nanos, Duration time) {
        if (nanos.length == 0) {
            throw new IllegalStateException("nothing was answered");
        }
        this.sortedNanos = nanos.clone();
        Arrays.sort(sortedNanos);
        this.seconds = time.toNanos() / 1e9;
    }

    /** Several stretches as one. */
    static Measured together(List<Measured> stretches) {
        long[] nanos = stretches.stream()
                .flatMapToLong(stretch -> Arrays.stream(stretch.sortedNanos))
                .toArray();
        double seconds =
                stretches.stream().mapToDouble(stretch -> stretch.seconds).sum();
        return new Measured(nanos, Duration.ofNanos((long) (seconds * 1e9)));
    }

    int count() {
        return sortedNanos.length;
    }

    double perSecond() {
        return count() / seconds;
    }

    /** The time within which this share of the answers came. */
    double millis(double share) {
        int rank = (int) Math.ceil(share * sortedNanos.length) - 1;
        return sortedNanos[Math.max(0, rank)] / 1e6;
    }

    /** The times in one phrase. */
    String times() {
        return "p50 %.1f ms, p99 %.1f ms".formatted(millis(0.5), millis(0.99));
    }
}
