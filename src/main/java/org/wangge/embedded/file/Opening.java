package org.wangge.embedded.file;

import java.time.Duration;

/**
 * How a store is opened.
 *
 * @param durable whether what is flushed and synced must survive a power cut, not only the end of the process
 * @param cacheMegabytes of pages that are kept in memory
 * @param checkedFirst how many bytes of the map file, the newest, are read before the store opens beyond what may be torn
 * @param restAfter how long after that the rest begins to be read, so that the application has its start for itself
 * @param pause between two parts of the rest
 */
public record Opening(boolean durable, int cacheMegabytes, long checkedFirst, Duration restAfter, Duration pause) {

    /** A disk reads so much in a moment. */
    private static final long CHECKED_FIRST = 64L * 1024 * 1024;

    private static final Duration REST_AFTER = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** What is usual for all but two things. */
    public Opening(boolean durable, int cacheMegabytes) {
        this(durable, cacheMegabytes, CHECKED_FIRST, REST_AFTER, PAUSE);
    }
}
