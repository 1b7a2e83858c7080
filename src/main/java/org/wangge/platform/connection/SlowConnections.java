package org.wangge.platform.connection;

import io.netty.channel.ChannelPipeline;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Gives every connection a guard, so that a hundred clients that send a byte a second do not keep a hundred places taken. */
@Component
class SlowConnections implements NettyServerCustomizer {

    private final ConnectionSettings settings;

    SlowConnections(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) -> {
            SlowRequestGuard guard = new SlowRequestGuard(settings);
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addFirst("wangge.bytes", guard.bytes());
            pipeline.addAfter(NettyPipeline.HttpCodec, "wangge.requests", guard.requests());
        });
    }
}
