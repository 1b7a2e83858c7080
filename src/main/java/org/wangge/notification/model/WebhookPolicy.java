package org.wangge.notification.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wangge.shared.Permission;
import org.wangge.webhook.events.WebhookPaused;

/** Who is told that a webhook was paused: those who can do something about it, at once, because events wait a day and no longer. */
public final class WebhookPolicy {

    private WebhookPolicy() {}

    public static NoticePlan telling(WebhookPaused paused, List<Row> policy) {
        return new NoticePlan(
                paused.eventId(),
                paused.at(),
                paused.at(),
                new Subject.OfWebhook(paused.webhookId(), paused.host()),
                false,
                paused.area(),
                Row.applying(policy, paused),
                Map.of(),
                null,
                Set.of(),
                Permission.REFERENCE_EDIT);
    }
}
