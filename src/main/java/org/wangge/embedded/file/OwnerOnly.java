package org.wangge.embedded.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that only the user who runs this process can read: they hold the signing key and what people reported. */
public final class OwnerOnly {

    private static final Logger log = LoggerFactory.getLogger(OwnerOnly.class);

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final String OURS = "wangge";

    private OwnerOnly() {}

    /**
     * Makes the directory if it is absent; closes it and our files in it to others if older builds left them open. What cannot be
     * closed (no such permissions here, somebody else's directory) is told once and used all the same.
     */
    static void directory(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, attribute(parent == null ? directory : parent, DIRECTORY));
        }
        try {
            if (!isPosix(directory)) {
                throw new IOException("the file system knows no such permissions");
            }
            tighten(directory, DIRECTORY);
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    if (file.getFileName().toString().startsWith(OURS)
                            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                        tighten(file, FILE);
                    }
                }
            }
        } catch (IOException impossible) {
            log.warn(
                    "outcome=store-open-to-others directory={} reason={} what-next=let-nobody-else-read-it",
                    directory.toAbsolutePath(),
                    impossible.getMessage());
        }
    }

    private static void tighten(Path path, Set<PosixFilePermission> wanted) throws IOException {
        if (!Files.getPosixFilePermissions(path).equals(wanted)) {
            Files.setPosixFilePermissions(path, wanted);
        }
    }

    /** Makes an empty file if there is none. */
    static void file(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, attribute(directoryOf(file), FILE));
        }
    }

    /** Opens for writing, making the file if it is absent. */
    static FileChannel channel(Path file, OpenOption how) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, how),
                attribute(directoryOf(file), FILE));
    }

    /** Writes a whole file; who waits for it never reads half of it. */
    public static void write(Path file, byte[] content) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(beside);
        file(beside);
        Files.write(beside, content);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path directoryOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    private static FileAttribute<?>[] attribute(Path where, Set<PosixFilePermission> wanted) throws IOException {
        return isPosix(where)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(wanted)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class);
    }
}
