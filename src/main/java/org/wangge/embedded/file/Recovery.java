package org.wangge.embedded.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the maps to what was last acknowledged.
 *
 * <p>The rule for what is missing at the end of the newest log: it is damage when it was promised (see {@link SafeMark}), or when
 * a frame is there in full length and is wrong; then it is kept beside, told, and counted until somebody acknowledges it, and
 * the store serves what it has. A frame that was only begun and never promised is what a crash leaves, and nothing is said.
 */
final class Recovery {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final Path directory;
    private final LogFiles logs;
    private final SafeMark.Promise promise;
    private final boolean durable;

    Recovery(Path directory, LogFiles logs, SafeMark.Promise promise, boolean durable) {
        this.directory = directory;
        this.logs = logs;
        this.promise = promise;
        this.durable = durable;
    }

    /**
     * Replays the logs.
     *
     * @param stored what the map file says of the log it goes on with; null if it was never written
     * @param check reads what must be right before the logs are applied
     * @return the number of the log to begin
     */
    long run(byte @Nullable [] stored, Map<Integer, MVMap<byte[], byte[]>> maps, Runnable check)
            throws IOException, WriteLog.DamagedLogException {
        Set<Long> numbers = logs.numbers();
        if (stored == null && !logs.neverUsed()) {
            throw StoreProblems.damaged(directory, StoreFile.MAP_FILE + " is empty but a write log exists");
        }
        long first = stored == null ? 0 : Long.parseLong(new String(stored, StandardCharsets.US_ASCII));
        if (stored != null && !numbers.contains(first)) {
            throw StoreProblems.damaged(
                    directory, "write log " + first + " is missing or older than " + StoreFile.MAP_FILE);
        }
        check.run();
        long newest = Math.max(logs.newestUsed(), promise.log());
        long last = Math.max(first, promise.log());
        for (long number : numbers) {
            if (number >= first) {
                judge(
                        number,
                        WriteLog.read(
                                logs.file(number),
                                number == newest,
                                (id, key, value) -> replay(maps.get(id), key, value)));
            }
            last = Math.max(last, number);
        }
        if (promise.log() >= first && promise.length() > 0 && !numbers.contains(promise.log())) {
            judge(promise.log(), new WriteLog.End(0, 0, true));
        }
        return last + 1;
    }

    private void judge(long number, WriteLog.End end) throws IOException {
        long promised = promise.in(number);
        if (end.at() >= promised && end.torn()) {
            return;
        }
        Path kept = DamagedTails.keep(logs.file(number), end.at(), durable);
        log.error(
                "outcome=store-damaged file={} byte={} lost={} kept={} what-next=see-what-is-missing-then-run-acknowledge",
                logs.file(number).toAbsolutePath(),
                end.at(),
                Math.max(promised, end.size()) - end.at(),
                kept.getFileName());
    }

    private static void replay(@Nullable MVMap<byte[], byte[]> map, byte[] key, byte @Nullable [] value) {
        if (map == null) {
            throw new IllegalStateException("write log names an unknown map");
        }
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }
}
