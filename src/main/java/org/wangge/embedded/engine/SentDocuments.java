package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents of a command, and with each the bytes it came in: a new document is stored as it came, and not encoded again. */
public final class SentDocuments extends AbstractList<Document> {

    private final List<Document> documents;
    private final List<byte[]> bytes;

    private SentDocuments(List<Document> documents, List<byte[]> bytes) {
        this.documents = documents;
        this.bytes = bytes;
    }

    /**
     * The documents with their bytes; without, unless the bytes of all are sound.
     *
     * @param documents as they were decoded
     * @param section what they were decoded from, one behind the other
     */
    public static List<Document> of(List<Document> documents, ByteBuf section) {
        List<byte[]> bytes = new ArrayList<>(documents.size());
        while (section.isReadable()) {
            int start = section.readerIndex();
            if (!BsonShape.isSound(section)) {
                return documents;
            }
            bytes.add(ByteBufUtil.getBytes(section, start, section.readerIndex() - start));
        }
        return bytes.size() == documents.size() ? new SentDocuments(documents, bytes) : documents;
    }

    /** What may be stored in place of the document at that place; null when it has to be encoded. */
    static byte @Nullable [] bytes(@Nullable Object documents, int at) {
        return documents instanceof SentDocuments sent ? sent.bytes.get(at) : null;
    }

    @Override
    public Document get(int at) {
        return documents.get(at);
    }

    @Override
    public int size() {
        return documents.size();
    }
}
