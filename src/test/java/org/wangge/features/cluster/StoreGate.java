package org.wangge.features.cluster;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Lies between one instance and its store, and sees each command before the store does. So an instance can be ended at exactly one
 * command, which the store then never gets; and it is known which leases it took.
 */
final class StoreGate implements AutoCloseable {

    private static final int HEADER = 16;
    private static final int OP_MSG = 2013;

    /** Of a message: its head, flags, the kind of its first part, and the length of the document that is this part. */
    private static final int FIRST_ELEMENT = HEADER + 4 + 1 + 4;

    /** As BSON has a UUID after its name: its length, and of what kind these bytes are. */
    private static final int BEFORE_UUID = 4 + 1;

    private final ServerSocket server;
    private final int storePort;
    private final Set<UUID> tokens = ConcurrentHashMap.newKeySet();
    private volatile Predicate<Command> ends = command -> false;
    private volatile Runnable end = () -> {};
    private volatile boolean shut;

    StoreGate(int storePort) {
        this.storePort = storePort;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        run("gate", this::accept);
    }

    /** A command by its name, the collection it is for, and all of it as it is on the wire. */
    record Command(String name, String collection, String wire) {

        boolean isWriteOf(String other) {
            return collection.equals(other) && !name.equals("find") && !name.equals("getMore");
        }

        boolean says(String what) {
            return wire.contains(what);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** At the first of these commands: nothing passes any more, and this is done. */
    void endAt(Predicate<Command> command, Runnable what) {
        end = what;
        ends = command;
    }

    /** Of every lease that was taken through here. */
    List<UUID> tokens() {
        return List.copyOf(tokens);
    }

    private static void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket store = new Socket(InetAddress.getLoopbackAddress(), storePort);
                client.setTcpNoDelay(true);
                store.setTcpNoDelay(true);
                run("gate-in", () -> commands(client, store));
                run("gate-out", () -> answers(store, client));
            } catch (IOException closedOrStoreAway) {
                // Whoever asks finds nobody, as without a gate.
            }
        }
    }

    private void commands(Socket client, Socket store) {
        try (client;
                store) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = store.getOutputStream();
            byte[] header = new byte[HEADER];
            while (!shut) {
                in.readFully(header);
                ByteBuffer head = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
                byte[] message = new byte[head.getInt(0)];
                System.arraycopy(header, 0, message, 0, HEADER);
                in.readFully(message, HEADER, message.length - HEADER);
                if (head.getInt(HEADER - 4) == OP_MSG && isEnd(read(message))) {
                    shut = true;
                    end.run();
                    return;
                }
                out.write(message);
                out.flush();
            }
        } catch (IOException over) {
            // One of the two is gone, and the other learns of it by the closing of its side.
        }
    }

    private static void answers(Socket store, Socket client) {
        try (client;
                store) {
            InputStream in = store.getInputStream();
            in.transferTo(client.getOutputStream());
        } catch (IOException over) {
            // As above.
        }
    }

    private synchronized boolean isEnd(Command command) {
        if (!command.name().equals("find")) {
            noteTokens(command.wire());
        }
        return shut || ends.test(command);
    }

    private static Command read(byte[] message) {
        String wire = new String(message, StandardCharsets.ISO_8859_1);
        int nameEnds = wire.indexOf('\0', FIRST_ELEMENT + 1);
        String name = wire.substring(FIRST_ELEMENT + 1, nameEnds);
        boolean named = message[FIRST_ELEMENT] == 2;
        int value = nameEnds + 1 + 4;
        return new Command(name, named ? wire.substring(value, wire.indexOf('\0', value)) : "", wire);
    }

    private void noteTokens(String wire) {
        for (int at = wire.indexOf("token\0"); at >= 0; at = wire.indexOf("token\0", at + 1)) {
            int uuid = at + "token\0".length() + BEFORE_UUID;
            if (uuid + 16 <= wire.length() && wire.charAt(uuid - 1) == 4 && wire.charAt(uuid - 5) == 16) {
                ByteBuffer bytes =
                        ByteBuffer.wrap(wire.substring(uuid, uuid + 16).getBytes(StandardCharsets.ISO_8859_1));
                tokens.add(new UUID(bytes.getLong(), bytes.getLong()));
            }
        }
    }

    @Override
    public void close() {
        shut = true;
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
