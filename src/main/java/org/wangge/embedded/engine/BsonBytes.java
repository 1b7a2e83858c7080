package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Documents as stored: BSON bytes, so that nobody ever shares a live object and a read cannot be torn. */
final class BsonBytes {

    private static final int FIRST_CAPACITY = 1024;
    private static final int TOO_LARGE = 10334;

    private BsonBytes() {}

    static byte[] encode(Document document) {
        ByteBuf buffer = Unpooled.buffer(FIRST_CAPACITY);
        BsonEncoder.encodeDocument(document, buffer);
        return within(ByteBufUtil.getBytes(buffer));
    }

    /** The same bytes, unless they are more than one document may have. */
    static byte[] within(byte[] bytes) {
        if (bytes.length > BsonConstants.MAX_BSON_OBJECT_SIZE) {
            throw new MongoServerError(
                    TOO_LARGE, "BSONObjectTooLarge", "BSONObj size: " + bytes.length + " is invalid");
        }
        return bytes;
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /** The document with whole fields left out, copied without decoding any. */
    static byte[] keep(byte[] bytes, Predicate<String> kept) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        byte[] cut = new byte[bytes.length];
        int length = Integer.BYTES;
        buffer.skipBytes(Integer.BYTES);
        int start = buffer.readerIndex();
        for (byte type = buffer.readByte(); type != BsonConstants.TERMINATING_BYTE; type = buffer.readByte()) {
            boolean stays = kept.test(name(buffer));
            BsonShape.skip(type, buffer);
            int end = buffer.readerIndex();
            if (stays) {
                System.arraycopy(bytes, start, cut, length, end - start);
                length += end - start;
            }
            start = end;
        }
        length++;
        Unpooled.wrappedBuffer(cut).setIntLE(0, length);
        return Arrays.copyOf(cut, length);
    }

    private static String name(ByteBuf buffer) {
        int length = buffer.bytesBefore(BsonConstants.STRING_TERMINATION);
        String name = buffer.toString(buffer.readerIndex(), length, StandardCharsets.UTF_8);
        buffer.skipBytes(length + 1);
        return name;
    }

    /** Decodes only the named top-level fields and steps over the others; null names all. */
    static Document decode(byte[] bytes, @Nullable Set<String> fields) {
        if (fields == null) {
            return decode(bytes);
        }
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        Document document = new Document();
        buffer.skipBytes(Integer.BYTES);
        for (byte type = buffer.readByte(); type != BsonConstants.TERMINATING_BYTE; type = buffer.readByte()) {
            String name = name(buffer);
            if (fields.contains(name)) {
                document.put(name, BsonDecoder.decodeValue(type, buffer));
            } else {
                BsonShape.skip(type, buffer);
            }
        }
        return document;
    }
}
