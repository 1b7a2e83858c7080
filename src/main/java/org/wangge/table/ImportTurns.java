package org.wangge.table;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Imports take much memory, so each instance runs two of them at a time and lets four wait with their files. Further ones are
 * refused before their files are read.
 */
@Component
public class ImportTurns {

    static final int AT_ONCE = 2;
    static final int WAITING = 4;
    private static final int RETRY_AFTER_SECONDS = 10;

    private final Queue<Turn> waiting = new ArrayDeque<>();
    private int inside;
    private int running;

    /** One import from the first byte of its file to its end. All fields are guarded by the queue's lock. */
    private static final class Turn {
        private final Sinks.Empty<Void> begins = Sinks.empty();
        private boolean granted;
        private boolean ended;
    }

    /**
     * Reads the file and runs its import when it is its turn. Refuses {@code table.busy} when too many wait already.
     *
     * @param file read only when there is room for it
     */
    public <T> Mono<T> take(Mono<byte[]> file, Function<byte[], Mono<T>> run) {
        return Mono.defer(() -> {
            if (!enter()) {
                return Mono.error(new Refused(Refusal.of("table.busy").retryAfter(RETRY_AFTER_SECONDS)));
            }
            Turn turn = new Turn();
            return file.flatMap(bytes -> begin(turn).then(Mono.defer(() -> run.apply(bytes))))
                    .doFinally(end -> end(turn));
        });
    }

    private boolean enter() {
        synchronized (waiting) {
            if (inside >= AT_ONCE + WAITING) {
                return false;
            }
            inside++;
            return true;
        }
    }

    private Mono<Void> begin(Turn turn) {
        synchronized (waiting) {
            if (turn.ended || running < AT_ONCE) {
                turn.granted = !turn.ended;
                running += turn.ended ? 0 : 1;
                return Mono.empty();
            }
            waiting.add(turn);
            return turn.begins.asMono();
        }
    }

    private void end(Turn turn) {
        Turn next = null;
        synchronized (waiting) {
            turn.ended = true;
            inside--;
            if (!waiting.remove(turn) && turn.granted) {
                next = waiting.poll();
                if (next == null) {
                    running--;
                } else {
                    next.granted = true;
                }
            }
        }
        if (next != null) {
            next.begins.tryEmitEmpty();
        }
    }
}
