package org.wangge.live;

import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What one reader gets as a stream of frames, in pieces that are made when the one before was taken. */
public final class EventStream {

    private static final int AT_ONCE = 64;

    private final Reader reader;
    private final FeedFrames frames;
    private final Clock clock;
    private boolean greeted;
    private boolean resync;
    private boolean over;

    /** @param resync whether it came with a position that is none, or none of its district */
    EventStream(Reader reader, FeedFrames frames, Clock clock, boolean resync) {
        this.reader = reader;
        this.frames = frames;
        this.clock = clock;
        this.resync = resync;
        reader.heartbeatAt(clock.instant().plus(FeedFrames.HEARTBEAT));
    }

    /**
     * The pieces; each is to be subscribed to only when the one before was written, and may turn out empty. Completes after the
     * last frame, {@code bye}.
     */
    public Flux<Mono<byte[]>> pieces() {
        return reader.nudges().map(nudge -> Mono.defer(this::next).onErrorResume(later -> Mono.empty()));
    }

    /** Completes when the last frame was not taken in time: the connection is to be closed. */
    public Mono<Void> stuck() {
        return reader.stuck();
    }

    Reader reader() {
        return reader;
    }

    private Mono<byte[]> next() {
        reader.writing(null);
        if (over) {
            return Mono.empty();
        }
        if (!greeted) {
            greeted = true;
            return written(frames.hello(reader.feed(), reader.position()));
        }
        if (resync) {
            resync = false;
            return written(frames.resync(reader.feed(), reader.position()));
        }
        return reader.end() == null && reader.isHeartbeatDue(clock.instant())
                ? written(heartbeat())
                : reader.page(AT_ONCE).flatMap(this::piece);
    }

    private Mono<byte[]> piece(Reader.Page page) {
        Reader.End end = reader.end();
        if (!page.isEmpty()) {
            return written(page.resync() ? frames.resync(reader.feed(), reader.position()) : together(page.told()));
        }
        if (end != null) {
            over = true;
            byte[] last = frames.bye(reader.feed(), reader.position(), end.code());
            reader.close();
            return Mono.just(last);
        }
        if (page.more()) {
            reader.nudge();
        }
        return Mono.empty();
    }

    private byte[] heartbeat() {
        reader.heartbeatAt(clock.instant().plus(FeedFrames.HEARTBEAT));
        return frames.heartbeat(reader.feed(), reader.position());
    }

    /** It looks again when this was taken. */
    private Mono<byte[]> written(byte[] piece) {
        reader.writing(clock.instant());
        reader.nudge();
        return Mono.just(piece);
    }

    private static byte[] together(List<Told> told) {
        byte[] all = new byte[told.stream().mapToInt(one -> one.frame().length).sum()];
        int at = 0;
        for (Told one : told) {
            System.arraycopy(one.frame(), 0, all, at, one.frame().length);
            at += one.frame().length;
        }
        return all;
    }
}
