package org.wangge.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a webhook; null says nothing of it.
 *
 * @param kinds subjects ({@code case}) and kinds ({@code case.dispatch}) of events; an empty list means all
 * @param area the path within which events are told
 */
public record WebhookDraft(
        @Nullable String url,
        @Nullable List<String> kinds,
        @Nullable String area,
        @Nullable String description,
        @Nullable Boolean active) {}
