package org.wangge.embedded;

import static java.util.Objects.requireNonNull;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCredential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wangge.embedded.command.StoreCommands;
import org.wangge.embedded.file.Opening;
import org.wangge.embedded.wire.StoreSecret;

/** A command of the store in a process of its own, which can really be killed. */
public final class StoreProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;
    private static final String AGAIN = "store-again";
    private static final int CACHE_MEGABYTES = 32;

    private final Process process;
    private final Path output;
    private final Path address;

    private StoreProcess(Process process, Path output, Path address) {
        this.process = process;
        this.output = output;
        this.address = address;
    }

    /** What the child runs: the same entry as the application's main method calls first. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments[0].equals(AGAIN)) {
            ConnectionString address = new ConnectionString(arguments[2]);
            MongoCredential who = requireNonNull(address.getCredential());
            EmbeddedStore.start(
                    Path.of(arguments[1]),
                    port(address),
                    new Opening(false, CACHE_MEGABYTES),
                    new StoreSecret(who.getUserName(), new String(requireNonNull(who.getPassword()))));
            Thread.currentThread().join();
        }
        System.exit(StoreCommands.run(arguments).orElse(99));
    }

    private static int port(ConnectionString address) {
        String host = address.getHosts().get(0);
        return Integer.parseInt(host.substring(host.indexOf(':') + 1));
    }

    /** One that was killed, at the same address and with the same secret, as a server that others know by these. */
    public static StoreProcess again(Path directory, String uri) {
        return start(directory.resolve("wangge.address"), AGAIN, directory.toString(), uri);
    }

    public static StoreProcess store(Path directory, String... more) {
        List<String> line = new ArrayList<>(List.of("store", "--data-dir=" + directory));
        line.addAll(List.of(more));
        return start(directory.resolve("wangge.address"), line.toArray(String[]::new));
    }

    static StoreProcess command(Path scratch, String... arguments) {
        return start(scratch.resolve("unused"), arguments);
    }

    private static StoreProcess start(Path address, String... arguments) {
        try {
            Files.deleteIfExists(address);
            Path output = Files.createTempFile("store-process", ".log");
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx200m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StoreProcess.class.getName()));
            line.addAll(List.of(arguments));
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new StoreProcess(process, output, address);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until the child listens. */
    public String uri() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(address)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("the store did not start: " + output());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        try {
            return Files.readString(address);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the command did not end: " + output());
        }
        return process.exitValue();
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
