package org.wangge.notification.push;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.notification.Device;
import reactor.core.publisher.Mono;

/** What hands a message to a push service. */
public interface PushGateway {

    /** False when no service is configured: then nothing is queued to be pushed. */
    boolean isOn();

    /** Sends one message; every outcome the service can give is a value, also that it is away. */
    Mono<PushResult> send(Message message);

    /**
     * One message to one device.
     *
     * @param data ids only
     * @param rings whether the phone rings at once
     * @param collapseKey a newer message with this key replaces an older one that was not shown yet
     */
    record Message(
            Device device,
            String title,
            String body,
            Map<String, String> data,
            boolean rings,
            Duration timeToLive,
            String collapseKey) {}

    /** What became of a message. */
    sealed interface PushResult {

        /** The service took it. */
        record Accepted(String messageId) implements PushResult {}

        /** There is nobody at this address any more. */
        record Unregistered(String code) implements PushResult {}

        /**
         * Not now.
         *
         * @param after how long to wait, null when the service does not say
         * @param forAll whether it concerns every message, not this one alone
         */
        record Later(String code, @Nullable Duration after, boolean forAll) implements PushResult {}

        /** Never in this form. */
        record Rejected(String code) implements PushResult {}
    }
}
