package org.wangge.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a phone says of how it heard.
 *
 * @param channel null when it does not say
 * @param session in which it says so, and whose devices have it
 */
public record Receipt(@Nullable Channel channel, UUID session) {}
