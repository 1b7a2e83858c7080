package org.wangge.notification.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a phone says of itself, as far as it can be used; what cannot be must not keep the phone from being rung. */
public final class PhoneWords {

    private static final int LONGEST_VERSION = 40;

    private PhoneWords() {}

    /** The language of the texts that comes nearest to the phone's, whatever it calls it: English for any English, else Chinese. */
    public static String language(@Nullable String locale) {
        String language =
                locale == null ? "" : locale.strip().split("[^A-Za-z]", 2)[0].toLowerCase(Locale.ROOT);
        return language.equals("en") || language.equals("eng") ? "en" : "zh-CN";
    }

    /** What can be read of it, cut where it gets too long; null when nothing is left. */
    public static @Nullable String appVersion(@Nullable String given) {
        if (given == null) {
            return null;
        }
        String plain = given.codePoints()
                .filter(next -> !Character.isISOControl(next))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        String kept = plain.codePointCount(0, plain.length()) <= LONGEST_VERSION
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_VERSION));
        return kept.isEmpty() ? null : kept;
    }
}
