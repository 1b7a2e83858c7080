package org.wangge.planning.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.wangge.planning.DrawView.Pair;

/**
 * Draws by hashes, so that anyone with a command line can redo it: places in the order of SHA-256 of {@code seed:placeId}, the
 * first so many; for each, inspectors in the order of SHA-256 of {@code seed:placeId:inspectorId}, the first two.
 */
public final class Drawing {

    /** So many inspect a place together. */
    public static final int TOGETHER = 2;

    private Drawing() {}

    public static List<Pair> pairs(String seed, List<UUID> inspectors, List<UUID> places, int count) {
        return places.stream()
                .sorted(Comparator.comparing(place -> hash(seed + ":" + place)))
                .limit(count)
                .map(place -> new Pair(
                        place,
                        inspectors.stream()
                                .sorted(Comparator.comparing(inspector -> hash(seed + ":" + place + ":" + inspector)))
                                .limit(TOGETHER)
                                .toList()))
                .toList();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
