package org.wangge.live.web;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.wangge.live.LiveStreams;

/** Ends the streams before the web server begins to wait for requests that go on: they would keep it waiting to its limit. */
@Component
class StreamsEnd implements SmartLifecycle {

    private final LiveStreams streams;
    private volatile boolean running;

    StreamsEnd(LiveStreams streams) {
        this.streams = streams;
    }

    @Override
    public void start() {
        streams.open();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        streams.shutDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** What started last stops first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
