package org.wangge.work;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;

/**
 * How a piece of work is claimed for a while. The holder names its token in every later write; who lost the lease matches
 * nothing and so changes nothing.
 */
public final class Leases {

    /** At least three times what any handler may take. */
    public static final Duration LENGTH = Duration.ofSeconds(45);

    /** Whatever lies further ahead than it may was written before the clock was set back; clocks of instances differ by less. */
    public static final Duration AHEAD = LENGTH.multipliedBy(2);

    private final String prefix;

    /**
     * @param prefix under which the document keeps {@code leaseUntil} and {@code token}, with its dot; empty for the document
     *     itself
     */
    public Leases(String prefix) {
        this.prefix = prefix;
    }

    /** Due, and held by no one. */
    public Criteria claimable(Instant now, String dueField) {
        return new Criteria().andOperator(List.of(Criteria.where(dueField).lte(now), free(now)));
    }

    /**
     * Held by no one. A lease far ahead is nobody's either: nobody takes one so long, so the clock was set back since, and its holder may
     * be dead.
     */
    public Criteria free(Instant now) {
        return new Criteria()
                .orOperator(
                        Criteria.where(prefix + "leaseUntil").exists(false),
                        Criteria.where(prefix + "leaseUntil").lte(now),
                        Criteria.where(prefix + "leaseUntil").gt(now.plus(AHEAD)));
    }

    /** What claims it. */
    public Update take(UUID token, Instant now) {
        return take(token, now, LENGTH);
    }

    /** What claims it for another time than usual, or renews it. */
    public Update take(UUID token, Instant now, Duration length) {
        return new Update().set(prefix + "leaseUntil", now.plus(length)).set(prefix + "token", token);
    }

    /** Still held by who has this token. */
    public Criteria heldBy(UUID token) {
        return Criteria.where(prefix + "token").is(token);
    }

    /** The same update, which also gives the lease back. */
    public Update release(Update with) {
        return with.unset(prefix + "leaseUntil").unset(prefix + "token");
    }
}
