package org.wangge.embedded.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wangge.embedded.StoreDamage;

/**
 * What was behind the last good frame of a damaged log, in a file beside it, empty if it was cut away. The name says where the
 * damage begins; acknowledging gives another name, so that nothing else has to be remembered.
 */
public final class DamagedTails {

    private static final Pattern NAME = Pattern.compile("(wangge-\\d+\\.log)\\.damaged-(\\d+)");

    private DamagedTails() {}

    static Path keep(Path damaged, long from, boolean durable) throws IOException {
        Path kept = damaged.resolveSibling(damaged.getFileName() + ".damaged-" + from);
        try (FileChannel target = OwnerOnly.channel(kept, StandardOpenOption.TRUNCATE_EXISTING)) {
            if (Files.exists(damaged)) {
                try (FileChannel source = FileChannel.open(damaged, StandardOpenOption.READ)) {
                    for (long at = from; at < source.size(); ) {
                        at += source.transferTo(at, source.size() - at, target);
                    }
                }
            }
            if (durable) {
                target.force(true);
            }
        }
        return kept;
    }

    /** Those that nobody acknowledged. */
    public static List<StoreDamage> in(Path directory) throws IOException {
        List<StoreDamage> damages = new ArrayList<>();
        for (Path file : files(directory)) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
                damages.add(new StoreDamage(name.group(1), Long.parseLong(name.group(2)), Files.size(file)));
            }
        }
        return damages;
    }

    /** Counts them no more, and keeps them. */
    public static List<StoreDamage> acknowledge(Path directory) throws IOException {
        List<StoreDamage> damages = in(directory);
        for (StoreDamage damage : damages) {
            Path kept = directory.resolve(damage.file() + ".damaged-" + damage.offset());
            Files.move(kept, directory.resolve(damage.file() + ".acknowledged-" + damage.offset()));
        }
        return damages;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
