package org.wangge.embedded.wire;

import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.OpCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wangge.embedded.engine.CursorBatch;

/** Writes a batch of stored documents as they are: {@code {cursor: {id, ns, firstBatch: […]}, ok: 1}}. */
final class BatchEncoder extends MessageToByteEncoder<BatchReply> {

    private static final byte KIND_BODY = 0;

    @Override
    protected void encode(ChannelHandlerContext context, BatchReply reply, ByteBuf out) {
        int start = out.writerIndex();
        out.writeIntLE(0);
        out.writeIntLE(reply.header().getRequestID());
        out.writeIntLE(reply.header().getResponseTo());
        out.writeIntLE(OpCode.OP_MSG.getId());
        out.writeIntLE(0);
        out.writeByte(KIND_BODY);
        int body = open(out);
        name(out, BsonConstants.TYPE_EMBEDDED_DOCUMENT, "cursor");
        cursor(out, reply.batch());
        name(out, BsonConstants.TYPE_DOUBLE, "ok");
        out.writeLongLE(Double.doubleToRawLongBits(1.0));
        close(out, body);
        out.setIntLE(start, out.writerIndex() - start);
    }

    private static void cursor(ByteBuf out, CursorBatch batch) {
        int cursor = open(out);
        name(out, BsonConstants.TYPE_INT64, "id");
        out.writeLongLE(batch.cursor());
        name(out, BsonConstants.TYPE_UTF8_STRING, "ns");
        byte[] namespace = batch.namespace().getBytes(StandardCharsets.UTF_8);
        out.writeIntLE(namespace.length + 1);
        out.writeBytes(namespace);
        out.writeByte(0);
        name(out, BsonConstants.TYPE_ARRAY, batch.field());
        documents(out, batch.documents());
        close(out, cursor);
    }

    private static void documents(ByteBuf out, List<byte[]> documents) {
        int array = open(out);
        for (int i = 0; i < documents.size(); i++) {
            name(out, BsonConstants.TYPE_EMBEDDED_DOCUMENT, Integer.toString(i));
            out.writeBytes(documents.get(i));
        }
        close(out, array);
    }

    private static int open(ByteBuf out) {
        int start = out.writerIndex();
        out.writeIntLE(0);
        return start;
    }

    private static void close(ByteBuf out, int start) {
        out.writeByte(BsonConstants.TERMINATING_BYTE);
        out.setIntLE(start, out.writerIndex() - start);
    }

    private static void name(ByteBuf out, byte type, String name) {
        out.writeByte(type);
        out.writeCharSequence(name, StandardCharsets.UTF_8);
        out.writeByte(0);
    }
}
