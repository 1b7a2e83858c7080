package org.wangge.work.internal;

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
final class Leases {

    /** At least three times what any handler may take. */
    static final Duration LENGTH = Duration.ofSeconds(45);

    private final String prefix;

    Leases(String prefix) {
        this.prefix = prefix;
    }

    /** Due, and held by no one. */
    Criteria claimable(Instant now, String dueField) {
        return new Criteria()
                .andOperator(List.of(
                        Criteria.where(dueField).lte(now),
                        new Criteria()
                                .orOperator(
                                        Criteria.where(prefix + "leaseUntil").exists(false),
                                        Criteria.where(prefix + "leaseUntil").lte(now))));
    }

    Update take(UUID token, Instant now) {
        return new Update().set(prefix + "leaseUntil", now.plus(LENGTH)).set(prefix + "token", token);
    }

    Criteria heldBy(UUID token) {
        return Criteria.where(prefix + "token").is(token);
    }

    Update release(Update with) {
        return with.unset(prefix + "leaseUntil").unset(prefix + "token");
    }
}
