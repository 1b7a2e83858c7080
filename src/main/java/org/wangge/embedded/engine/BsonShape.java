package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.netty.buffer.ByteBuf;

/** Steps over BSON without decoding it. */
final class BsonShape {

    private BsonShape() {}

    /**
     * Steps over a document and says whether every length in it is true, from its own to that of each value inside, so that who steps
     * over a value always comes to the next one. The decoder overlooks what follows the end of an inner document. False also for what is
     * not written as it was read.
     */
    static boolean isSound(ByteBuf buffer) {
        try {
            return isSoundDocument(buffer);
        } catch (IndexOutOfBoundsException | IllegalArgumentException untrue) {
            return false;
        }
    }

    private static boolean isSoundDocument(ByteBuf buffer) {
        int end = buffer.readerIndex() + buffer.readIntLE();
        for (byte type = buffer.readByte(); type != BsonConstants.TERMINATING_BYTE; type = buffer.readByte()) {
            buffer.skipBytes(buffer.bytesBefore(BsonConstants.STRING_TERMINATION) + 1);
            boolean sound = switch (type) {
                case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY -> isSoundDocument(buffer);
                case BsonConstants.TYPE_UNDEFINED -> false;
                default -> {
                    skip(type, buffer);
                    yield true;
                }
            };
            if (!sound) {
                return false;
            }
        }
        return buffer.readerIndex() == end;
    }

    /** Steps over one value. */
    static void skip(byte type, ByteBuf buffer) {
        switch (type) {
            case BsonConstants.TYPE_DOUBLE,
                    BsonConstants.TYPE_UTC_DATETIME,
                    BsonConstants.TYPE_TIMESTAMP,
                    BsonConstants.TYPE_INT64 -> buffer.skipBytes(Long.BYTES);
            case BsonConstants.TYPE_INT32 -> buffer.skipBytes(Integer.BYTES);
            case BsonConstants.TYPE_BOOLEAN -> buffer.skipBytes(1);
            case BsonConstants.TYPE_OBJECT_ID -> buffer.skipBytes(BsonConstants.LENGTH_OBJECTID);
            case BsonConstants.TYPE_DECIMAL128 -> buffer.skipBytes(2 * Long.BYTES);
            case BsonConstants.TYPE_UTF8_STRING, BsonConstants.TYPE_JAVASCRIPT_CODE ->
                buffer.skipBytes(buffer.readIntLE());
            case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY ->
                buffer.skipBytes(buffer.readIntLE() - Integer.BYTES);
            case BsonConstants.TYPE_DATA -> buffer.skipBytes(buffer.readIntLE() + 1);
            default -> BsonDecoder.decodeValue(type, buffer);
        }
    }
}
