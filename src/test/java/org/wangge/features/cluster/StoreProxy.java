package org.wangge.features.cluster;

import com.mongodb.ServerAddress;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * Lies between an application and its store, and does what networks and servers do: it refuses, hangs, loses the answer to what was
 * done, or answers with an error in the store's place. What goes through is otherwise as it was sent.
 */
final class StoreProxy implements AutoCloseable {

    private static final int HEADER = 16;
    private static final int OP_MSG = 2013;

    /** The kind of a part of a message that has documents. */
    private static final int SEQUENCE = 1;

    /** Of a message: its head, its flags, and the kind of its first part, which is the command. */
    private static final int COMMAND = HEADER + Integer.BYTES + 1;

    private final ServerSocket server;
    private final ServerAddress at;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hits = new AtomicInteger();
    private volatile Fault fault = new Fault(Kind.NONE, command -> false, new BsonDocument());
    private volatile boolean closed;

    private enum Kind {
        NONE,
        REFUSES,
        HANGS,
        DROPS_ONE,
        ANSWERS
    }

    private record Fault(Kind kind, Predicate<Command> which, BsonDocument answer) {}

    /**
     * A command by its name and the collection it is for; empty when it is for none.
     *
     * @param documents how many of them, or of updates of them, it has; 0 for reads
     */
    record Command(String name, String collection, int documents) {}

    StoreProxy(ServerAddress at) {
        this.at = at;
        try {
            this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        run("proxy", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** As long as nothing is wrong. */
    void pass() {
        set(Kind.NONE, command -> false, new BsonDocument());
    }

    /** Every connection is closed, and each new one at once. */
    void refuse() {
        set(Kind.REFUSES, command -> true, new BsonDocument());
        open.forEach(StoreProxy::shut);
    }

    /** Connections can be made and stay; whatever is sent is swallowed, and answers on their way too. */
    void hang() {
        set(Kind.HANGS, command -> true, new BsonDocument());
    }

    /** The next of these is done by the store, whose answer is lost with the connection. */
    void dropAnswer(Predicate<Command> which) {
        set(Kind.DROPS_ONE, which, new BsonDocument());
    }

    /** These are not done, and answered so. */
    void answer(Predicate<Command> which, BsonDocument answer) {
        set(Kind.ANSWERS, which, answer);
    }

    /** How many commands met the present fault. */
    int hits() {
        return hits.get();
    }

    private void set(Kind kind, Predicate<Command> which, BsonDocument answer) {
        fault = new Fault(kind, which, answer);
        hits.set(0);
    }

    private static void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // That is what was wanted.
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                if (fault.kind() == Kind.REFUSES) {
                    shut(client);
                    continue;
                }
                client.setTcpNoDelay(true);
                Socket store = new Socket(at.getHost(), at.getPort());
                store.setTcpNoDelay(true);
                new Connection(client, store).begin();
            } catch (IOException closedOrStoreAway) {
                // Whoever asks finds nobody, as without a proxy.
            }
        }
    }

    /** One client, and its way to the store. */
    private final class Connection {

        private final Socket client;
        private final Socket store;

        /** Of requests whose answers are to be lost. */
        private final Set<Integer> lost = ConcurrentHashMap.newKeySet();

        Connection(Socket client, Socket store) {
            this.client = client;
            this.store = store;
        }

        void begin() {
            open.add(client);
            open.add(store);
            run("proxy-commands", () -> carry(client, this::command));
            run("proxy-answers", () -> carry(store, this::answer));
        }

        private interface Carrier {
            void carry(byte[] message) throws IOException;
        }

        private void carry(Socket from, Carrier to) {
            try (client;
                    store) {
                DataInputStream in = new DataInputStream(from.getInputStream());
                while (!closed) {
                    byte[] header = in.readNBytes(HEADER);
                    if (header.length < HEADER) {
                        return;
                    }
                    byte[] message = new byte[number(header, 0)];
                    System.arraycopy(header, 0, message, 0, HEADER);
                    in.readFully(message, HEADER, message.length - HEADER);
                    if (fault.kind() != Kind.HANGS) {
                        to.carry(message);
                    }
                }
            } catch (IOException over) {
                // One of the two is gone, and the other learns of it by the closing of its side.
            } finally {
                open.remove(client);
                open.remove(store);
            }
        }

        private void command(byte[] message) throws IOException {
            Fault now = fault;
            if (number(message, 12) == OP_MSG && now.which().test(read(message))) {
                if (now.kind() == Kind.ANSWERS) {
                    hits.incrementAndGet();
                    send(client, reply(number(message, 4), now.answer()));
                    return;
                }
                if (now.kind() == Kind.DROPS_ONE && hits.compareAndSet(0, 1)) {
                    lost.add(number(message, 4));
                }
            }
            send(store, message);
        }

        private void answer(byte[] message) throws IOException {
            if (lost.contains(number(message, 8))) {
                shut(client);
                shut(store);
                return;
            }
            send(client, message);
        }
    }

    private static void send(Socket to, byte[] message) throws IOException {
        OutputStream out = to.getOutputStream();
        synchronized (to) {
            out.write(message);
            out.flush();
        }
    }

    private static int number(byte[] message, int at) {
        return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    private static Command read(byte[] message) {
        int length = number(message, COMMAND);
        RawBsonDocument command = new RawBsonDocument(message, COMMAND, length);
        String name = command.getFirstKey();
        BsonValue target = name.equals("getMore") ? command.get("collection") : command.get(name);
        return new Command(
                name,
                target != null && target.isString() ? target.asString().getValue() : "",
                documents(message, COMMAND + length));
    }

    /** Drivers put them into a part of its own behind the command: its kind, its length, its name, and one after the other. */
    private static int documents(byte[] message, int part) {
        if (part >= message.length || message[part] != SEQUENCE) {
            return 0;
        }
        int end = part + 1 + number(message, part + 1);
        int next = part + 1 + Integer.BYTES;
        while (message[next] != 0) {
            next++;
        }
        int count = 0;
        for (next++; next < end; next += number(message, next)) {
            count++;
        }
        return count;
    }

    private static byte[] reply(int request, BsonDocument answer) {
        ByteBuffer body = new RawBsonDocument(answer, new BsonDocumentCodec())
                .getByteBuffer()
                .asNIO();
        ByteBuffer reply = ByteBuffer.allocate(COMMAND + body.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        reply.putInt(reply.capacity()).putInt(0).putInt(request).putInt(OP_MSG);
        reply.putInt(0).put((byte) 0).put(body);
        return reply.array();
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(StoreProxy::shut);
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
