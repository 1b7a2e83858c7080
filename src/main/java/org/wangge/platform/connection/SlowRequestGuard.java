package org.wangge.platform.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes one connection whose request comes too slowly. Headers have a time limit; a body has a least speed, because a large
 * photo over a weak network takes minutes and is welcome. Time in which the server itself asks for nothing does not count.
 * All of it runs on the connection's event loop.
 */
final class SlowRequestGuard {

    private static final Logger log = LoggerFactory.getLogger(SlowRequestGuard.class);

    private enum Phase {
        BETWEEN,
        HEADERS,
        BODY
    }

    private final Duration headersWithin;
    private final Duration bodyWindow;
    private final long leastBytes;

    private Phase phase = Phase.BETWEEN;
    private long bytes;
    private long askedSince;
    private boolean asking;
    private long waited;
    private @Nullable Future<?> check;

    SlowRequestGuard(ConnectionSettings settings) {
        this.headersWithin = settings.headersWithin();
        this.bodyWindow = settings.bodyWindow();
        this.leastBytes = settings.slowestBytesPerSecond() * bodyWindow.toMillis() / 1000;
    }

    /** Sees what comes over the wire, before it is understood. */
    ChannelHandler bytes() {
        return new ChannelDuplexHandler() {
            @Override
            public void read(ChannelHandlerContext context) {
                if (!asking) {
                    asking = true;
                    askedSince = System.nanoTime();
                }
                context.read();
            }

            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof ByteBuf buffer) {
                    bytes += buffer.readableBytes();
                }
                if (phase == Phase.BETWEEN) {
                    enter(Phase.HEADERS, context);
                }
                context.fireChannelRead(message);
            }

            @Override
            public void channelReadComplete(ChannelHandlerContext context) {
                noteWaiting();
                asking = false;
                context.fireChannelReadComplete();
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                cancel();
                context.fireChannelInactive();
            }
        };
    }

    /** Sees requests as they are understood. */
    ChannelHandler requests() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof HttpRequest) {
                    enter(Phase.BODY, context);
                }
                if (message instanceof LastHttpContent) {
                    phase = Phase.BETWEEN;
                    cancel();
                }
                context.fireChannelRead(message);
            }
        };
    }

    private void enter(Phase next, ChannelHandlerContext context) {
        cancel();
        phase = next;
        Duration wait = next == Phase.HEADERS ? headersWithin : bodyWindow;
        bytes = 0;
        waited = 0;
        askedSince = System.nanoTime();
        check = context.executor().schedule(() -> look(context), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(ChannelHandlerContext context) {
        noteWaiting();
        boolean mostlyWaited = waited > bodyWindow.toNanos() / 2;
        if (phase == Phase.HEADERS || phase == Phase.BODY && mostlyWaited && bytes < leastBytes) {
            log.debug("remote={} phase={} outcome=too-slow", context.channel().remoteAddress(), phase);
            context.close();
        } else if (phase == Phase.BODY) {
            enter(Phase.BODY, context);
        }
    }

    private void noteWaiting() {
        if (asking) {
            long now = System.nanoTime();
            waited += now - askedSince;
            askedSince = now;
        }
    }

    private void cancel() {
        if (check != null) {
            check.cancel(false);
            check = null;
        }
    }
}
