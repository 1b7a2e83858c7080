package org.wangge.announcement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.PersonName;

/**
 * Somebody who did not read an announcement.
 *
 * @param person whose name is empty when the account is not active any more
 */
public record UnreadView(
        PersonName person,
        @Nullable Instant pushedAt,
        @Nullable Instant receivedAt) {}
