package org.wangge.embedded.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The write logs in the data directory, by number. */
final class LogFiles {

    private static final Logger log = LoggerFactory.getLogger(LogFiles.class);

    private static final String PREFIX = "wangge-";
    private static final String SUFFIX = ".log";

    private final Path directory;

    LogFiles(Path directory) {
        this.directory = directory;
    }

    Path file(long number) {
        return directory.resolve(PREFIX + number + SUFFIX);
    }

    /** The numbers of the logs that exist, ascending. */
    Set<Long> numbers() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(PREFIX + "\\d+" + SUFFIX))
                    .map(name -> Long.valueOf(name.substring(PREFIX.length(), name.length() - SUFFIX.length())))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The number of the last log that anything was written to; zero when there is none. */
    long newestUsed() throws IOException {
        long newest = 0;
        for (long number : numbers()) {
            if (Files.size(file(number)) > 0) {
                newest = number;
            }
        }
        return newest;
    }

    /** Whether no write was ever logged: there is no log, or the first start ended before its first checkpoint. */
    boolean neverUsed() throws IOException {
        Set<Long> numbers = numbers();
        return numbers.isEmpty() || numbers.equals(Set.of(1L)) && Files.size(file(1)) == 0;
    }

    void deleteBelow(long number) throws IOException {
        for (long old : numbers()) {
            if (old < number) {
                Files.deleteIfExists(file(old));
            }
        }
    }

    /** Makes the names of new files survive a power cut, where the system lets a directory be opened. */
    void syncDirectory(boolean wanted) {
        if (!wanted) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            log.debug("outcome=directory-not-synced reason={}", unsupported.getMessage());
        }
    }
}
