package org.wangge.account.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wangge.shared.Texts;

/** Rules and randomness for secrets. */
public final class Passwords {

    /** NIST SP 800-63B: eight at least, no rules about kinds of characters, none that everybody tries first. */
    public static final int SHORTEST = 8;

    /** bcrypt looks at no more. */
    public static final int LONGEST_BYTES = 72;

    private static final Set<String> COMMON = common();
    private static final int SHORTEST_NAME = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    private static Set<String> common() {
        try (InputStream list = Passwords.class.getResourceAsStream("/passwords/common.txt")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Long enough for a person and short enough for the hash. */
    public static boolean fits(String password) {
        return Texts.length(password) >= SHORTEST && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
    }

    /** Whether it is among the first that anybody would try: known ones, runs, repetitions, or made of the person's own name. */
    public static boolean isGuessable(String password, String username) {
        String folded = password.toLowerCase(Locale.ROOT);
        String name = username.toLowerCase(Locale.ROOT);
        return COMMON.contains(folded)
                || isRun(folded)
                || folded.chars().distinct().count() <= 2
                || name.length() >= SHORTEST_NAME && folded.contains(name);
    }

    /** Each character is one further than the one before, or one back. */
    private static boolean isRun(String text) {
        return IntStream.range(1, text.length()).allMatch(at -> text.charAt(at) - text.charAt(at - 1) == 1)
                || IntStream.range(1, text.length()).allMatch(at -> text.charAt(at) - text.charAt(at - 1) == -1);
    }

    /** 192 random bits, safe in a URL. */
    public static String random() {
        byte[] bits = new byte[24];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** For random secrets only: they need no slow hash. */
    public static String fastHash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
