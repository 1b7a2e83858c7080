package org.wangge.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A phone or browser that can be pushed to.
 *
 * @param id the installation, made by the client
 * @param address what pushes are sent to
 * @param addressKind what the address is: a registration token today
 * @param appVersion null when it does not say
 * @param locale the language of its pushes
 * @param registeredAt when this address was last registered
 * @param sessionId the session that registered it, with which it ends; null when an older build did
 * @param version counts its registrations, null when an older build made the only one
 * @param sent how much was pushed to it lately; null when little was
 * @param receivedAt when it last said that it had a notice; null when it never did
 */
public record Device(
        String id,
        UUID accountId,
        String address,
        AddressKind addressKind,
        Platform platform,
        @Nullable String appVersion,
        String locale,
        Instant registeredAt,
        @Nullable UUID sessionId,
        @Nullable Long version,
        @Nullable Sent sent,
        @Nullable Instant receivedAt) {

    /** A device as it registers itself. */
    public Device(
            String id,
            UUID accountId,
            String address,
            AddressKind addressKind,
            Platform platform,
            @Nullable String appVersion,
            String locale,
            Instant registeredAt,
            @Nullable UUID sessionId,
            @Nullable Long version) {
        this(
                id,
                accountId,
                address,
                addressKind,
                platform,
                appVersion,
                locale,
                registeredAt,
                sessionId,
                version,
                null,
                null);
    }

    /** So many messages in a minute. */
    public record Sent(Instant minute, int count) {}

    /** How many messages it was sent in this minute, as far as is known. */
    public int sentIn(Instant minute) {
        return sent != null && sent.minute().equals(minute) ? sent.count() : 0;
    }

    public enum AddressKind {
        REGISTRATION_TOKEN,
        INSTALLATION_ID
    }

    public enum Platform {
        ANDROID,
        IOS,
        WEB;

        private static final Map<Platform, List<String>> FAMILIES = Map.of(
                ANDROID, List.of("ANDROID", "HARMONY", "OHOS", "OPENHARMONY"),
                IOS, List.of("IOS", "IPHONE", "IPAD"),
                WEB, List.of("WEB", "PWA", "BROWSER"));

        /** As phones call themselves: in any case, with a version, by the name of a sister. Fails for what is none of these. */
        @JsonCreator
        public static Platform of(String given) {
            String name = given.strip().toUpperCase(Locale.ROOT);
            return FAMILIES.entrySet().stream()
                    .filter(family -> family.getValue().stream().anyMatch(name::startsWith))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No platform: " + name));
        }
    }

    /** The version as clients see it. */
    public long seenVersion() {
        return version == null ? 0 : version;
    }

    /** Never the address: it lets anyone with our key push. */
    @Override
    public String toString() {
        return "Device[" + id + ", " + platform + ", " + locale + "]";
    }
}
