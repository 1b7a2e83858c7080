package org.wangge.notification.push;

import com.google.firebase.FirebaseApp;
import com.google.firebase.ThreadManager;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The SDK blocks a thread for each message; here it gets so many and no more, and they go away when idle. */
final class PushThreads extends ThreadManager {

    private static final int IDLE_SECONDS = 30;

    private final int threads;
    private final AtomicInteger made = new AtomicInteger();

    PushThreads(int threads) {
        this.threads = threads;
    }

    @Override
    protected ExecutorService getExecutor(FirebaseApp app) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), getThreadFactory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    protected void releaseExecutor(FirebaseApp app, ExecutorService executor) {
        executor.shutdownNow();
    }

    @Override
    protected ThreadFactory getThreadFactory() {
        return work -> {
            Thread thread = new Thread(work, "push-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
