package org.wangge.grid.geo;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Texts;

/** What one entry of a file is. What lies above the grids is not drawn in files: it is the union of its grids. */
public enum AreaLevel {
    GRID("grid", "网格"),
    UNIT("unit", "单元");

    /** The property that says it. */
    public static final String KEY = "level";

    private final String key;
    private final String chinese;

    AreaLevel(String key, String chinese) {
        this.key = key;
        this.chinese = chinese;
    }

    public String word(Locale locale) {
        return new LocalizedText(chinese, key).in(locale);
    }

    /** A grid when nothing is said; null for a word that is neither. */
    static @Nullable AreaLevel named(String word) {
        return word.isEmpty()
                ? GRID
                : Arrays.stream(values())
                        .filter(level ->
                                level.key.equals(Texts.folded(word)) || level.chinese.equals(Texts.folded(word)))
                        .findFirst()
                        .orElse(null);
    }
}
