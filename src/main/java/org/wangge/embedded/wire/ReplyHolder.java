package org.wangge.embedded.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Stands below the encoders of one connection, so what it hands to the gate are finished bytes. */
final class ReplyHolder extends ChannelOutboundHandlerAdapter {

    private final CommitGate gate;

    ReplyHolder(CommitGate gate) {
        this.gate = gate;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        gate.write(context, message, promise);
    }
}
