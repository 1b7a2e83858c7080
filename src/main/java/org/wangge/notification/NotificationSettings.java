package org.wangge.notification;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How pushes are sent.
 *
 * @param fcmCredentials path of the service-account JSON; when absent nothing is pushed and the inbox works alone
 * @param fcmEndpoint where messages go; another than Google's for tests and relays
 * @param pushThreads how many messages are on their way at once
 * @param quotaPause how long to wait after 429 without Retry-After
 * @param firstBackOff after the first failure that may pass; doubles with each
 * @param longestBackOff where doubling ends
 * @param perMinute how many messages a device gets in a minute; what does not ring gets half of them, what is urgent always goes
 * @param receiptWithin how long somebody on duty has to be known to have heard before more is done; zero for never
 * @param fallbackUrl what is called when nothing else was heard of; null for no such channel
 * @param fallbackSecret what its messages are signed with, {@code whsec_} and base64
 * @param fallbackTelephone whether it is told the recipient's telephone
 */
@Validated
@ConfigurationProperties("wangge.notification")
public record NotificationSettings(
        @Nullable String fcmCredentials,
        @DefaultValue("https://fcm.googleapis.com") URI fcmEndpoint,
        @DefaultValue("32") @Min(1) @Max(500) int pushThreads,
        @DefaultValue("60s") Duration quotaPause,
        @DefaultValue("2s") Duration firstBackOff,
        @DefaultValue("10m") Duration longestBackOff,
        @DefaultValue("30") @Min(1) int perMinute,
        @DefaultValue("5m") Duration receiptWithin,
        @Nullable String fallbackUrl,
        @Nullable String fallbackSecret,
        @DefaultValue("false") boolean fallbackTelephone) {}
