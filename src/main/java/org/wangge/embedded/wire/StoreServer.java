package org.wangge.embedded.wire;

import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wangge.embedded.StoreUnavailable;
import org.wangge.embedded.engine.StoredBackend;
import org.wangge.embedded.file.StoreFile;

/**
 * Listens on the loopback address and runs one store on one daemon thread: that one thread is why nothing is torn and
 * no lock is needed. Only the disk and long reads have threads beside it.
 */
public final class StoreServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StoreServer.class);

    private static final int TIDY_SECONDS = 1;
    private static final int CLOSE_SECONDS = 30;

    private final StoreFile file;
    private final StoredBackend backend;
    private final EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("wangge-store", true));
    private final ExecutorService disk =
            Executors.newSingleThreadExecutor(new DefaultThreadFactory("wangge-store-disk", true));
    private final EventLoop loop = group.next();
    private final ChannelGroup channels = new DefaultChannelGroup(loop);
    private final CommitGate gate;
    private final StoreSecret secret;
    private final ScramKeys keys;
    private final Channel listener;

    /**
     * Starts listening.
     *
     * @param port 0 for any free one
     * @param force whether a reply waits for the disk itself and not only for the operating system
     * @param secret what a client must know
     */
    public StoreServer(StoreFile file, StoredBackend backend, int port, boolean force, StoreSecret secret) {
        this.file = file;
        this.backend = backend;
        this.secret = secret;
        this.keys = ScramKeys.of(secret);
        this.gate = new CommitGate(file, force, loop, disk);
        this.listener = listen(port);
        file.checkRest(this::damaged);
        loop.scheduleWithFixedDelay(this::tidy, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
    }

    private Channel listen(int port) {
        var bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 128)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Connection())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stopThreads();
            throw new StoreUnavailable(
                    "The embedded store cannot listen on port " + port + " of this machine; is it taken?",
                    bound.cause());
        }
        return bound.channel();
    }

    private final class Connection extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel channel) {
            channels.add(channel);
            Admission admission = new Admission(secret, keys);
            Set<Integer> unanswered = new HashSet<>();
            channel.pipeline()
                    .addLast(new StrangerBounds(admission))
                    .addLast(new ReplyHolder(gate))
                    .addLast(new MongoWireReplyEncoder())
                    .addLast(new MongoWireMessageEncoder())
                    .addLast(new BatchEncoder())
                    .addLast(new CommandDecoder(unanswered))
                    .addLast(new RequestHandler(backend, admission, unanswered));
        }
    }

    private void damaged(StoreUnavailable damage) {
        try {
            loop.execute(() -> gate.stop(damage));
        } catch (RejectedExecutionException closing) {
            log.error(damage.getMessage());
        }
    }

    private void tidy() {
        backend.tick();
        gate.whenIdle(file::tidy);
    }

    /** Has this run, on the loop, when nothing is served any more (see {@link CommitGate}); at once if that is so already. Only the last one given is kept. */
    public void onFailure(Runnable told) {
        loop.execute(() -> gate.onFailure(told));
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Commands that were answered since the start, the drivers' own greetings included. */
    public long commands() {
        return gate.replies();
    }

    /** How often changes were brought to disk since the start; each time all that were waiting for it. */
    public long commits() {
        return gate.groups();
    }

    /** Ends all connections and the threads; what was acknowledged is on disk before this returns. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        channels.close().awaitUninterruptibly();
        backend.endReads();
        stopThreads();
        backend.close();
    }

    private void stopThreads() {
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        disk.shutdown();
        try {
            if (!disk.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                disk.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
