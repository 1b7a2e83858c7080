package org.wangge.webhook.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.live.FeedEntry;
import org.wangge.live.FeedSubject;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.webhook.PauseReason;
import org.wangge.work.Versioned;

/**
 * A webhook as stored: what an administrator said of it. How far it got is in {@link Progress}.
 *
 * @param kinds of events; none means all
 * @param area path within which events are told
 * @param areas the area and all above it, so that whose scope is wider sees it
 * @param begin number of the feed after which it begins
 * @param secrets the present one first; at most one older one
 * @param deletedAt what is deleted goes a while later, so that a repeat of its deletion is known
 */
@RecordBuilder
public record WebhookFile(
        UUID id,
        String url,
        List<String> kinds,
        String area,
        List<String> areas,
        String description,
        boolean active,
        @Nullable PauseReason pausedBecause,
        @Nullable Instant pausedAt,
        long begin,
        List<SealedSecret> secrets,
        PersonName by,
        Instant createdAt,
        @Nullable Instant deletedAt,
        long version,
        Instant updatedAt,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    /** The feed of its district. */
    public String feed() {
        return new GridPath(area).district();
    }

    /**
     * Whether it is told of this: what lies in its area, of the kinds asked for. Notices are for one person, and restricted
     * cases for those who need to know: neither leaves the house.
     */
    public boolean wants(FeedEntry entry) {
        return entry.person() == null
                && entry.subject() != FeedSubject.NOTICE
                && !entry.restricted()
                && entry.areas().contains(area)
                && (kinds.isEmpty() || kinds.contains(entry.subject().code()) || kinds.contains(entry.kind()));
    }

    @Override
    public String caption() {
        return "/api/v1/webhooks/" + id;
    }
}
