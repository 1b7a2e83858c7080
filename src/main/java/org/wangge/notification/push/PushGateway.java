package org.wangge.notification.push;

import java.time.Duration;
import java.util.Map;
import org.wangge.notification.Channel;
import org.wangge.notification.Device;
import reactor.core.publisher.Mono;

/** What hands a message to devices. */
public interface PushGateway extends ChannelGateway<PushGateway.Message> {

    @Override
    default Channel channel() {
        return Channel.FCM;
    }

    /** Whether the service would take messages from us, asked without sending any. */
    default Mono<PushResult> check() {
        return Mono.just(new PushResult.Accepted(""));
    }

    /**
     * One message to one device.
     *
     * @param data ids only
     * @param rings whether the phone rings at once
     * @param collapseKey a newer message with this key replaces an older one on the screen
     * @param queueKey the same while the phone is away; a device has four at most
     */
    record Message(
            Device device,
            String title,
            String body,
            Map<String, String> data,
            boolean rings,
            Duration timeToLive,
            String collapseKey,
            String queueKey) {}
}
