package org.wangge.category;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wangge.shared.LocalizedText;

/**
 * What people say when they mean a category, and which categories are taken for each other. A word with {@code +} stands for all
 * its parts, anywhere in the text.
 *
 * @param confusable pairs, or more, with the rule that tells them apart
 */
public record CategoryWords(List<OfCategory> categories, List<Confusable> confusable) {

    public static final CategoryWords NONE = new CategoryWords(List.of(), List.of());

    /**
     * Words for one category with their weights: 5 says it, 3 makes it likely, 1 fits it.
     *
     * @param exclusions words that speak against it
     */
    public record OfCategory(String code, Map<String, Integer> words, Map<String, Integer> exclusions) {}

    /** The same with other words for some categories. */
    public CategoryWords with(Collection<OfCategory> others) {
        Map<String, OfCategory> byCode = new TreeMap<>();
        categories.forEach(words -> byCode.put(words.code(), words));
        others.forEach(words -> byCode.put(words.code(), words));
        return new CategoryWords(List.copyOf(byCode.values()), confusable);
    }

    /** Categories that are taken for each other. */
    public record Confusable(List<String> codes, LocalizedText rule) {}
}
