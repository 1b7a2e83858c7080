package org.wangge.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events are sent to webhooks.
 *
 * @param privateTargets whether addresses of the own network may be named, and http instead of https; for gateways in the house
 * @param timeout for one answer, all of it
 * @param giveUpAfter so long without a success a subscription is paused
 * @param deliveriesKept how long it can be looked up what became of an event
 */
@Validated
@ConfigurationProperties("wangge.webhook")
public record WebhookSettings(
        @DefaultValue("false") boolean privateTargets,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("7d") Duration deliveriesKept) {

    /** A lease is no longer than this allows for. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(20);

    public WebhookSettings {
        if (timeout.compareTo(LONGEST_TIMEOUT) > 0 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "An answer is waited for at most " + LONGEST_TIMEOUT + ", not " + timeout);
        }
    }
}
