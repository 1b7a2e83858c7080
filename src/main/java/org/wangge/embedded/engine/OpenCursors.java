package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CursorNotFoundException;
import de.bwaldvogel.mongo.exception.MongoServerError;
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
    private static final long BATCH_BYTES = 2L * 1024 * 1024;
    private static final int TICKS_TO_LIVE = 600;
    private static final int IN_USE = 12051;

    private final Map<Long, OpenCursor> cursors = new HashMap<>();
    private long lastId;

    /** Reads one batch after the other. */
    private final class OpenCursor implements Reading {

        private final String namespace;
        private final Hits hits;
        private final @Nullable ReadView view;
        private final boolean single;
        private long id;
        private int most;
        private List<byte[]> batch = new ArrayList<>();
        private long bytes;
        private byte @Nullable [] ahead;
        private boolean looked;
        private boolean reading;
        private Turn.@Nullable TimeIsUp up;
        private int idle;

        private OpenCursor(String namespace, Hits hits, @Nullable ReadView view, int most, boolean single) {
            this.namespace = namespace;
            this.hits = hits;
            this.view = view;
            this.single = single;
            begin(most);
        }

        private void begin(int mostNow) {
            most = mostNow;
            batch = new ArrayList<>();
            bytes = 0;
            reading = true;
            if (view != null) {
                view.renew();
            }
        }

        /** What was found before the time was up is given; whoever asks for more is told. */
        @Override
        public void read() {
            try {
                fill();
            } catch (Turn.TimeIsUp late) {
                up = late;
                if (batch.isEmpty()) {
                    throw late;
                }
            }
        }

        /** Reads one document ahead: only so is the last batch known to be the last. */
        private void fill() {
            while (true) {
                if (!looked) {
                    ahead = hits.next();
                    looked = true;
                }
                if (ahead == null || batch.size() >= most || !batch.isEmpty() && bytes + ahead.length > BATCH_BYTES) {
                    return;
                }
                batch.add(ahead);
                bytes += ahead.length;
                looked = false;
            }
        }

        @Override
        public Document answer() {
            String field = id == 0 ? "firstBatch" : "nextBatch";
            boolean more = (up != null || ahead != null) && !single;
            if (!more) {
                cursors.remove(id);
                id = 0;
            } else if (id == 0) {
                id = ++lastId;
                cursors.put(id, this);
            } else if (!cursors.containsKey(id)) {
                id = 0;
            }
            hits.pause();
            reading = false;
            idle = 0;
            return new Document("cursor", new CursorBatch(field, namespace, id, batch)).append("ok", 1.0);
        }

        @Override
        public void failed() {
            cursors.remove(id);
        }
    }

    /**
     * A first batch.
     *
     * @param view what the hits are read from; null when they are there already
     * @param batchSize absent means a hundred and one, 0 means none yet
     */
    Reading first(String namespace, Hits hits, @Nullable ReadView view, @Nullable Number batchSize, boolean single) {
        return new OpenCursor(namespace, hits, view, batchSize == null ? FIRST_BATCH : batchSize.intValue(), single);
    }

    /** The batch after the one before; of a cursor that is not busy with one. */
    Document next(long id, @Nullable Number batchSize, LongReads reads) {
        OpenCursor cursor = cursors.get(id);
        if (cursor == null) {
            throw new CursorNotFoundException(id);
        }
        if (cursor.reading) {
            throw new MongoServerError(IN_USE, "CursorInUse", "cursor id " + id + " is already in use");
        }
        if (cursor.up != null) {
            cursors.remove(id);
            throw cursor.up;
        }
        cursor.begin(batchSize == null || batchSize.intValue() == 0 ? NEXT_BATCH : batchSize.intValue());
        ReadView view = cursor.view;
        if (view == null) {
            cursor.read();
            return cursor.answer();
        }
        return reads.answer(cursor, view.pace(), view::freeze);
    }

    boolean kill(long id) {
        OpenCursor cursor = cursors.remove(id);
        if (cursor != null && cursor.reading && cursor.view != null) {
            cursor.view.pace().cancel();
        }
        return cursor != null;
    }

    /** Called about once a second. */
    void tick() {
        cursors.values().removeIf(cursor -> !cursor.reading && ++cursor.idle > TICKS_TO_LIVE);
    }
}
