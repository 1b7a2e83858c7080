package org.wangge.embedded.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands first in one connection: a message may have 48 MB and is held until it is whole, so some strangers together could
 * take all memory. What a stranger may say is short.
 */
final class StrangerBounds extends ChannelInboundHandlerAdapter {

    private static final int MOST_BYTES = 64 * 1024;

    private final Admission admission;

    StrangerBounds(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && admission.arrived(bytes.readableBytes()) > MOST_BYTES) {
            ReferenceCountUtil.release(message);
            context.close();
        } else {
            context.fireChannelRead(message);
        }
    }
}
