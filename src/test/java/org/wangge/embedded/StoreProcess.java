package org.wangge.embedded;

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

/** A command of the store in a process of its own, which can really be killed. */
public final class StoreProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Path output;
    private final Path address;

    private StoreProcess(Process process, Path output, Path address) {
        this.process = process;
        this.output = output;
        this.address = address;
    }

    /** What the child runs: the same entry as the application's main method calls first. */
    public static void main(String[] arguments) {
        System.exit(StoreCommands.run(arguments).orElse(99));
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
    void kill() throws InterruptedException {
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
