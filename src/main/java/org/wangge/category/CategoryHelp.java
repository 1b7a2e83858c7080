package org.wangge.category;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.category.CategoryWords.Confusable;
import org.wangge.category.model.WordScores;

/**
 * From the words of a report, which category is meant, and why. Answers from memory, only advises, and never refuses: whoever files
 * knows better.
 */
@Component
public class CategoryHelp {

    private final Categories categories;
    private final MessageSource messages;
    private volatile Known known = new Known(-1, new WordScores(List.of(), CategoryWords.NONE));

    CategoryHelp(Categories categories, MessageSource messages) {
        this.categories = categories;
        this.messages = messages;
    }

    /** What was made of one version of the categories. */
    private record Known(long version, WordScores scores) {}

    /** Why, as a code and in words. */
    public record Reason(String code, String text) {}

    /** A likely category; a larger score is likelier. */
    public record Suggestion(String code, String name, int score, List<Reason> reasons) {}

    /** Categories that are taken for each other, and how to tell them apart. */
    public record Pair(List<Named> categories, String rule) {}

    /** A category by name. */
    public record Named(String code, String name) {}

    /**
     * What the words suggest.
     *
     * @param items at most five, the likeliest first; none when the words say nothing
     */
    public record Advice(List<Suggestion> items, List<Pair> confusable) {}

    /** The likely categories of a report with these words; without words none. */
    public Advice advice(@Nullable String text, Locale locale) {
        WordScores.Advice advice = scores().advice(text == null ? "" : text);
        return new Advice(
                advice.items().stream()
                        .map(score -> new Suggestion(
                                score.code(), name(score.code(), locale), score.score(), reasons(score, locale)))
                        .toList(),
                advice.confusable().stream().map(pair -> pair(pair, locale)).toList());
    }

    /** What the words of a report say against filing it under a category; none when they say nothing. */
    public List<Reason> warnings(String code, @Nullable String text, Locale locale) {
        return scores().warnings(code, text == null ? "" : text).stream()
                .map(warning -> warning(code, warning, locale))
                .toList();
    }

    private WordScores scores() {
        Known now = known;
        long version = categories.version();
        if (now.version() != version) {
            now = new Known(version, new WordScores(categories.all(), categories.words()));
            known = now;
        }
        return now.scores();
    }

    private List<Reason> reasons(WordScores.Score score, Locale locale) {
        return score.found().stream()
                .map(found ->
                        new Reason(found.why().name(), message("category.reason." + found.why(), locale, found.word())))
                .toList();
    }

    private Reason warning(String code, WordScores.Warning warning, Locale locale) {
        String key = "category.warning." + warning.caution();
        String text = switch (warning.caution()) {
            case SPOKEN_AGAINST -> message(key, locale, warning.about(), name(code, locale));
            case LOOKS_LIKE_ANOTHER -> message(key, locale, name(warning.about(), locale), warning.about());
            case CONFUSABLE ->
                message(
                        key,
                        locale,
                        name(code, locale),
                        name(warning.about(), locale),
                        warning.rule().get(0).rule().in(locale));
        };
        return new Reason(warning.caution().name(), text);
    }

    private Pair pair(Confusable pair, Locale locale) {
        return new Pair(
                pair.codes().stream()
                        .map(code -> new Named(code, name(code, locale)))
                        .toList(),
                pair.rule().in(locale));
    }

    private String name(String code, Locale locale) {
        return categories.find(code).map(found -> found.names().in(locale)).orElse(code);
    }

    private String message(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
