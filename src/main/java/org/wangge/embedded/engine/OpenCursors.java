package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CursorNotFoundException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Results that did not fit into one answer. They hold a place in an index, not a copy of the result, so a document that changes
 * between two batches is seen as it is then; a cursor nobody asks for ends after ten minutes.
 */
final class OpenCursors {

    private static final int FIRST_BATCH = 101;
    private static final int NEXT_BATCH = 10_000;
    private static final long BATCH_BYTES = 8L * 1024 * 1024;
    private static final int TICKS_TO_LIVE = 600;

    private final Map<Long, OpenCursor> cursors = new HashMap<>();
    private long lastId;

    private static final class OpenCursor {

        private final String namespace;
        private final Hits hits;
        private byte @Nullable [] ahead;
        private int idle;

        private OpenCursor(String namespace, Hits hits) {
            this.namespace = namespace;
            this.hits = hits;
            this.ahead = hits.next();
        }

        /** Reads one document ahead: only so is the last batch known to be the last. */
        private List<byte[]> take(int most) {
            List<byte[]> batch = new ArrayList<>();
            long bytes = 0;
            while (ahead != null && batch.size() < most && (batch.isEmpty() || bytes + ahead.length <= BATCH_BYTES)) {
                batch.add(ahead);
                bytes += ahead.length;
                ahead = hits.next();
            }
            idle = 0;
            return batch;
        }
    }

    /** The first batch; an absent size means a hundred and one, 0 means none yet. */
    Document first(String namespace, Hits hits, @Nullable Number batchSize, boolean single) {
        OpenCursor cursor = new OpenCursor(namespace, hits);
        List<byte[]> batch = cursor.take(batchSize == null ? FIRST_BATCH : batchSize.intValue());
        long id = 0;
        if (cursor.ahead != null && !single) {
            id = ++lastId;
            cursors.put(id, cursor);
            hits.pause();
        }
        return answer(new CursorBatch("firstBatch", namespace, id, batch));
    }

    Document next(long id, @Nullable Number batchSize) {
        OpenCursor cursor = cursors.get(id);
        if (cursor == null) {
            throw new CursorNotFoundException(id);
        }
        int most = batchSize == null || batchSize.intValue() == 0 ? NEXT_BATCH : batchSize.intValue();
        List<byte[]> batch = cursor.take(most);
        boolean more = cursor.ahead != null;
        if (more) {
            cursor.hits.pause();
        } else {
            cursors.remove(id);
        }
        return answer(new CursorBatch("nextBatch", cursor.namespace, more ? id : 0, batch));
    }

    private static Document answer(CursorBatch batch) {
        return new Document("cursor", batch).append("ok", 1.0);
    }

    boolean kill(long id) {
        return cursors.remove(id) != null;
    }

    /** Called about once a second. */
    void tick() {
        cursors.values().removeIf(cursor -> ++cursor.idle > TICKS_TO_LIVE);
    }
}
