package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A read that goes on beside the store's loop, on what was there when it began. Stands in the place of its answer. */
public final class LongRead {

    private static final Logger log = LoggerFactory.getLogger(LongRead.class);
    private static final String FIELD = "wangge.long-read";

    private final Reading reading;
    private final Pace pace;
    private final Consumer<Consumer<@Nullable RuntimeException>> run;
    private final Runnable ended;

    /**
     * @param run reads, and tells why that ended early, or null
     * @param ended runs on the loop before the answer
     */
    LongRead(Reading reading, Pace pace, Consumer<Consumer<@Nullable RuntimeException>> run, Runnable ended) {
        this.reading = reading;
        this.pace = pace;
        this.run = run;
        this.ended = ended;
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
        run.accept(failure -> tell(done, failure));
    }

    private void tell(Consumer<Supplier<Document>> done, @Nullable RuntimeException failure) {
        try {
            done.accept(() -> end(failure));
        } catch (RejectedExecutionException closing) {
            log.debug("outcome=closed-while-reading");
        }
    }

    private Document end(@Nullable RuntimeException failure) {
        ended.run();
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
