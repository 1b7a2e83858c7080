package org.wangge.notification.push;

import org.wangge.notification.Channel;
import reactor.core.publisher.Mono;

/**
 * The way out by one channel.
 *
 * @param <M> what it takes
 */
public interface ChannelGateway<M> {

    Channel channel();

    /** False when it is not configured: then nothing is queued for it. */
    boolean isOn();

    /** Sends one message; every outcome the service can give is a value, also that it is away. */
    Mono<PushResult> send(M message);
}
