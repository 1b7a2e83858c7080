package org.wangge.roster.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.roster.DutyRole;
import org.wangge.shared.Position;

/**
 * What is known of a person on duty, one document for each, gone when the duty is over.
 *
 * @param id the account
 * @param begunAt when the person said so in the field; null for who is on duty by the roster alone and gave a position
 * @param until when what was begun ends by itself; null without
 * @param spot where the person was last; null when not told lately
 */
public record Presence(
        UUID id,
        String officeCode,
        DutyRole role,
        @Nullable Instant begunAt,
        @Nullable Instant until,
        @Nullable Spot spot) {

    /**
     * One position.
     *
     * @param until kept and used so long
     */
    public record Spot(Position position, Instant at, Instant until) {}
}
