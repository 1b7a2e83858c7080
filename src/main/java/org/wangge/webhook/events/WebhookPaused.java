package org.wangge.webhook.events;

import java.time.Instant;
import java.util.UUID;
import org.wangge.shared.GridPath;
import org.wangge.webhook.PauseReason;
import org.wangge.work.DomainEvent;

/**
 * The server has paused a webhook by itself, and stored it so.
 *
 * @param host to which it was sent
 * @param area of which it was told
 */
public record WebhookPaused(UUID eventId, Instant at, UUID webhookId, String host, GridPath area, PauseReason reason)
        implements DomainEvent {}
