package org.wangge.embedded.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wangge.embedded.StoreUnavailable;
import org.wangge.embedded.file.StoreFile;

/**
 * Holds every reply until what was changed before it is on disk: the group commit. While the disk works on one group the
 * loop goes on with the next commands, whose replies form the next group. Reads wait too when something is under way, so that
 * nobody ever sees what a crash could take back. All methods run on the store's loop.
 */
final class CommitGate {

    private static final Logger log = LoggerFactory.getLogger(CommitGate.class);

    private final StoreFile file;
    private final boolean force;
    private final EventLoop loop;
    private final ExecutorService disk;
    private List<Held> waiting = new ArrayList<>();
    private List<Held> committing = new ArrayList<>();
    private boolean busy;
    private boolean scheduled;
    private boolean failed;
    private Runnable onFailure = () -> {};
    private final LongAdder replies = new LongAdder();
    private final LongAdder groups = new LongAdder();

    CommitGate(StoreFile file, boolean force, EventLoop loop, ExecutorService disk) {
        this.file = file;
        this.force = force;
        this.loop = loop;
        this.disk = disk;
    }

    private record Held(ChannelHandlerContext context, Object message, ChannelPromise promise) {

        void release() {
            context.writeAndFlush(message, promise);
        }

        void refuse() {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new IllegalStateException("the store could not write to disk"));
            context.close();
        }
    }

    /** Commands that were answered since the start; to be read on any thread. */
    long replies() {
        return replies.sum();
    }

    /** Groups of changes that were brought to disk since the start; to be read on any thread. */
    long groups() {
        return groups.sum();
    }

    void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        replies.increment();
        Held held = new Held(context, message, promise);
        if (failed) {
            held.refuse();
        } else if (file.changed()) {
            waiting.add(held);
            schedule();
        } else if (busy) {
            committing.add(held);
        } else {
            held.release();
        }
    }

    private void schedule() {
        if (!busy && !scheduled) {
            scheduled = true;
            loop.execute(this::commit);
        }
    }

    /** Runs something on the store's files at a moment when no group is being written; the next group waits for it. */
    void whenIdle(Runnable work) {
        if (!busy && !failed) {
            guarded(work);
            if (file.changed()) {
                schedule();
            }
        }
    }

    private void commit() {
        scheduled = false;
        if (failed) {
            refuseAll();
            return;
        }
        guarded(() -> {
            file.flush();
            groups.increment();
            busy = true;
            committing = waiting;
            waiting = new ArrayList<>();
        });
        if (busy && force) {
            disk.execute(this::sync);
        } else if (busy) {
            done();
        }
    }

    private void sync() {
        Runnable next = this::done;
        try {
            file.sync();
        } catch (RuntimeException failure) {
            next = () -> fail(failure);
        }
        try {
            loop.execute(next);
        } catch (RejectedExecutionException closing) {
            log.debug("outcome=closed-while-writing");
        }
    }

    private void done() {
        busy = false;
        if (failed) {
            refuseAll();
            return;
        }
        List<Held> ready = committing;
        committing = new ArrayList<>();
        ready.forEach(Held::release);
        if (file.changed()) {
            schedule();
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            fail(failure);
        }
    }

    private void fail(RuntimeException failure) {
        if (!failed) {
            log.error("outcome=store-failed reason=cannot-write what-next=make-room-and-start-again", failure);
        }
        end();
    }

    /** The files were found damaged: nothing may be answered from them any more. */
    void stop(StoreUnavailable damage) {
        if (!failed) {
            log.error("outcome=store-failed reason=damaged {}", damage.getMessage(), damage);
        }
        end();
    }

    /** Nothing more can be promised: connections end without an answer, so no client takes a lost write for a kept one. */
    private void end() {
        boolean first = !failed;
        failed = true;
        busy = false;
        refuseAll();
        if (first) {
            onFailure.run();
        }
    }

    void onFailure(Runnable told) {
        onFailure = told;
        if (failed) {
            told.run();
        }
    }

    private void refuseAll() {
        committing.forEach(Held::refuse);
        waiting.forEach(Held::refuse);
        committing = new ArrayList<>();
        waiting = new ArrayList<>();
    }
}
