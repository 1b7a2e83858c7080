package org.wangge.notification;

import java.time.Instant;
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
 */
public record Device(
        String id,
        UUID accountId,
        String address,
        AddressKind addressKind,
        Platform platform,
        @Nullable String appVersion,
        String locale,
        Instant registeredAt) {

    public enum AddressKind {
        REGISTRATION_TOKEN,
        INSTALLATION_ID
    }

    public enum Platform {
        ANDROID,
        IOS,
        WEB
    }

    /** Never the address: it lets anyone with our key push. */
    @Override
    public String toString() {
        return "Device[" + id + ", " + platform + ", " + locale + "]";
    }
}
