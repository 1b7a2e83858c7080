package org.wangge.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.wangge.shared.Actor;

/**
 * What each caller has left of each limit. Kept in memory: with several instances each lets its share through, so that all
 * together let through as many times more.
 */
@Component
class Buckets {

    /** More callers than a district has; who is pushed out begins with a full minute again. */
    private static final int CALLERS = 100_000;

    private static final int SUB_DISTRICT = 2;

    private final LimitSettings settings;
    private final TimeMeter time;
    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(CALLERS)
            .expireAfterAccess(Duration.ofDays(1))
            .build();

    @Autowired
    Buckets(LimitSettings settings) {
        // Counts on when the clock of the machine is set.
        this(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    Buckets(LimitSettings settings, TimeMeter time) {
        this.settings = settings;
        this.time = time;
    }

    /** Whatever came before this instance was ready came from itself. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        buckets.invalidateAll();
    }

    private record Key(Limiter limiter, Object caller) {}

    /**
     * What is left of a limit after one more request.
     *
     * @param perMinute how much there is in all
     * @param waitSeconds until one more is to be had; 0 when this one passed
     */
    record Left(boolean passes, int perMinute, long remaining, long waitSeconds) {

        static Left of(ConsumptionProbe probe, int perMinute) {
            long wait =
                    TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill() + TimeUnit.SECONDS.toNanos(1) - 1);
            return new Left(
                    probe.isConsumed(),
                    perMinute,
                    probe.getRemainingTokens(),
                    probe.isConsumed() ? 0 : Math.max(1, wait));
        }
    }

    /** Counts a request of a person; the office is asked only when the person has something left. */
    Left take(Limiter limiter, Actor actor) {
        Left own = take(limiter, actor.id(), settings.perAccount(limiter), settings.perDay(limiter));
        int office = settings.perOffice(limiter);
        if (!own.passes() || office == 0 || actor.scopes().isEmpty()) {
            return own;
        }
        Left shared = take(limiter, actor.scopes().get(0).upTo(SUB_DISTRICT), office, 0);
        return shared.passes() ? own : shared;
    }

    /** Counts a request of somebody not known. */
    Left take(Limiter limiter, String address) {
        return take(limiter, address, settings.perAccount(limiter), 0);
    }

    private Left take(Limiter limiter, Object caller, int perMinute, int perDay) {
        Bucket bucket = buckets.get(new Key(limiter, caller), key -> full(perMinute, perDay));
        return Left.of(bucket.tryConsumeAndReturnRemaining(1), perMinute);
    }

    private Bucket full(int perMinute, int perDay) {
        LocalBucketBuilder bucket = Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)));
        if (perDay > 0) {
            bucket.addLimit(limit -> limit.capacity(perDay).refillGreedy(perDay, Duration.ofDays(1)));
        }
        return bucket.build();
    }
}
