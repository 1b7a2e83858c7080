package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wangge.embedded.file.Snapshot;

/** A read that goes on beside the store's loop, on what was there when it began. Stands in the place of its answer. */
public final class LongRead {

    private static final Logger log = LoggerFactory.getLogger(LongRead.class);
    private static final String FIELD = "wangge.long-read";

    private final LongReads reads;
    private final Reading reading;
    private final Pace pace;
    private final Snapshot snapshot;

    LongRead(LongReads reads, Reading reading, Pace pace, Snapshot snapshot) {
        this.reads = reads;
        this.reading = reading;
        this.pace = pace;
        this.snapshot = snapshot;
    }

    Document inPlaceOfAnswer() {
        return new Document(FIELD, this);
    }

    /** The read that this answer waits for; null when it is one. */
    public static @Nullable LongRead in(Document answer) {
        return (LongRead) answer.get(FIELD);
    }

    /**
     * Begins it.
     *
     * @param done is told on another thread; what it is told gives the answer, or throws what a command throws, on the store's loop
     */
    public void start(Consumer<Supplier<Document>> done) {
        reads.run(pace, reading::read, failure -> tell(done, failure));
    }

    private void tell(Consumer<Supplier<Document>> done, @Nullable RuntimeException failure) {
        try {
            done.accept(() -> end(failure));
        } catch (RejectedExecutionException closing) {
            log.debug("outcome=closed-while-reading");
        }
    }

    private Document end(@Nullable RuntimeException failure) {
        reads.ended();
        snapshot.end();
        if (failure == null) {
            return reading.answer();
        }
        reading.failed();
        throw failure;
    }

    /** Nobody waits for the answer any more. It ends soon, and tells so. */
    public void cancel() {
        pace.cancel();
    }
}
