package org.wangge.embedded.wire;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.wangge.embedded.engine.SentDocuments;

/**
 * Decodes as the library does, and keeps the bytes of documents that are to be inserted: they are stored as they came. Also takes writes
 * whose sender wants no answer, which the library does not.
 */
final class CommandDecoder extends MongoWireProtocolHandler {

    private static final String DOCUMENTS = "documents";

    /** Behind the length, the numbers of this message and of the one it answers, and its kind. */
    private static final int FLAGS = 4 * Integer.BYTES;

    private static final int MORE_TO_COME = 2;

    private final Set<Integer> unanswered;

    /** @param unanswered takes the numbers of requests that nobody wants an answer to */
    CommandDecoder(Set<Integer> unanswered) {
        this.unanswered = unanswered;
    }

    @Override
    protected ClientRequest decode(ChannelHandlerContext context, ByteBuf buffer) throws Exception {
        int start = buffer.readerIndex();
        boolean silent = isToBeSilent(buffer, start);
        if (silent) {
            buffer.setIntLE(start + FLAGS, buffer.getIntLE(start + FLAGS) & ~MORE_TO_COME);
        }
        ClientRequest request = super.decode(context, buffer);
        if (silent && request != null) {
            unanswered.add(request.getHeader().getRequestID());
        }
        if (request instanceof MongoMessage message && message.getDocument().containsKey("insert")) {
            keepBytes(message.getDocument(), buffer.slice(start, buffer.readerIndex() - start));
        }
        return request;
    }

    /** Whether this is a whole message which says that its sender goes on without an answer. */
    private static boolean isToBeSilent(ByteBuf buffer, int start) {
        return buffer.readableBytes() >= FLAGS + Integer.BYTES
                && buffer.readableBytes() >= buffer.getIntLE(start)
                && buffer.getIntLE(start + FLAGS - Integer.BYTES) == OpCode.OP_MSG.getId()
                && (buffer.getIntLE(start + FLAGS) & MORE_TO_COME) != 0;
    }

    /** Drivers send the documents in a section of their own. Those inside the command itself are left as they are. */
    private static void keepBytes(Document command, ByteBuf message) {
        boolean plain = message.getIntLE(FLAGS) == 0;
        message.readerIndex(FLAGS + Integer.BYTES);
        while (plain && message.isReadable()) {
            byte kind = message.readByte();
            int size = message.getIntLE(message.readerIndex());
            ByteBuf section = message.readSlice(size).skipBytes(Integer.BYTES);
            if (kind == MongoMessage.SECTION_KIND_DOCUMENT_SEQUENCE
                    && BsonDecoder.decodeCString(section).equals(DOCUMENTS)) {
                command.put(DOCUMENTS, SentDocuments.of(documents(command), section));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Document> documents(Document command) {
        return (List<Document>) Objects.requireNonNull(command.get(DOCUMENTS));
    }
}
