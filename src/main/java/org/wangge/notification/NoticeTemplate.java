package org.wangge.notification;

import java.time.Duration;
import org.wangge.shared.LocalizedText;

/**
 * How one kind of notice reads and rings. {@code {number}} stands for the number of the case or hazard, {@code {count}} for how
 * many tasks there are, {@code {outcome}} for what came of a look on the spot; there is deliberately no place for a citizen's words.
 *
 * @param rings whether the phone rings at once (high priority); urgent notices always do
 * @param timeToLive how long the push is of use, at most 28 days (a limit of FCM)
 */
public record NoticeTemplate(
        NoticeKind kind, LocalizedText title, LocalizedText body, boolean rings, Duration timeToLive) {

    private static final Duration LONGEST = Duration.ofDays(28);

    public NoticeTemplate {
        if (timeToLive.isNegative() || timeToLive.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A push lives 28 days at most, not " + timeToLive);
        }
    }
}
