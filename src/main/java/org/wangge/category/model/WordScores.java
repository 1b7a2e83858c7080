package org.wangge.category.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wangge.category.Category;
import org.wangge.category.CategoryKind;
import org.wangge.category.CategoryWords;
import org.wangge.category.CategoryWords.Confusable;
import org.wangge.shared.Texts;

/**
 * How much the words of a report speak for each category that can be chosen: the weights of what is found, less those of what
 * speaks against it. Each word counts once, however often it is said.
 */
public final class WordScores {

    /** From here on a category is worth naming. */
    private static final int LEAST = 3;

    /** By so much another must fit better to be named as a warning. */
    private static final int CLEARLY = 3;

    private static final int MOST_SUGGESTED = 5;

    /** A component is often only where something happened. */
    private static final int NAME_OF_COMPONENT = 3;

    private static final int NAME = 5;

    private final Map<String, List<Clue>> clues = new TreeMap<>();
    private final List<Confusable> confusable;

    /** Why a category is suggested, or is not. */
    public enum Why {
        NAME,
        WORD,
        AGAINST
    }

    private record Clue(Why why, String shown, List<String> parts, int weight) {

        static Clue of(Why why, String word, int weight) {
            List<String> parts =
                    Stream.of(word.split("\\+")).map(WordScores::plain).toList();
            return new Clue(why, word.replace("+", "…"), parts, weight);
        }

        boolean isIn(String text) {
            return parts.stream().allMatch(text::contains);
        }
    }

    /** A word that was found. */
    public record Found(Why why, String word) {}

    /** How much speaks for a category; less than nothing when more speaks against it. */
    public record Score(String code, int score, List<Found> found) {

        boolean isSpokenFor() {
            return found.stream().anyMatch(one -> one.why() != Why.AGAINST);
        }
    }

    public WordScores(List<Category> categories, CategoryWords words) {
        categories.stream()
                .filter(category -> !category.retired() && !category.code().equals(Category.TO_BE_CLASSIFIED))
                .forEach(category -> clues.put(category.code(), new ArrayList<>(names(category))));
        words.categories().forEach(entry -> {
            List<Clue> known = clues.get(entry.code());
            if (known != null) {
                entry.words().forEach((word, weight) -> known.add(Clue.of(Why.WORD, word, weight)));
                entry.exclusions().forEach((word, weight) -> known.add(Clue.of(Why.AGAINST, word, -weight)));
            }
        });
        confusable = words.confusable().stream()
                .filter(pair -> clues.keySet().containsAll(pair.codes()))
                .toList();
    }

    private static List<Clue> names(Category category) {
        int weight = category.kind() == CategoryKind.COMPONENT ? NAME_OF_COMPONENT : NAME;
        return Stream.of(category.names().zh(), category.names().en())
                .filter(name -> !plain(name).isEmpty())
                .map(name -> new Clue(Why.NAME, name, List.of(plain(name)), weight))
                .toList();
    }

    static String plain(String text) {
        return Texts.folded(text).replace(" ", "");
    }

    /** All that anything was found of, the best first. */
    private List<Score> scores(String text) {
        String plain = plain(text);
        List<Score> scores = new ArrayList<>();
        clues.forEach((code, known) -> {
            List<Clue> found = known.stream().filter(clue -> clue.isIn(plain)).toList();
            if (!found.isEmpty()) {
                scores.add(new Score(
                        code,
                        found.stream().mapToInt(Clue::weight).sum(),
                        found.stream()
                                .map(clue -> new Found(clue.why(), clue.shown()))
                                .toList()));
            }
        });
        scores.sort(Comparator.comparingInt(Score::score).reversed().thenComparing(Score::code));
        return scores;
    }

    /**
     * What the words suggest.
     *
     * @param items the likely ones, the likeliest first; none when the words say nothing
     * @param confusable those of them, and of what else is mentioned, that are taken for each other
     */
    public record Advice(List<Score> items, List<Confusable> confusable) {}

    /** The likely categories of a report with these words. */
    public Advice advice(String text) {
        List<Score> scores = scores(text);
        List<Score> items = scores.stream()
                .filter(score -> score.score() >= LEAST)
                .limit(MOST_SUGGESTED)
                .toList();
        List<String> likely = items.stream().map(Score::code).toList();
        List<String> mentioned =
                scores.stream().filter(Score::isSpokenFor).map(Score::code).toList();
        return new Advice(
                items,
                confusable.stream()
                        .filter(pair -> pair.codes().stream().anyMatch(likely::contains)
                                && pair.codes().stream()
                                                .filter(mentioned::contains)
                                                .count()
                                        > 1)
                        .toList());
    }

    /** What to think of before a category is chosen. */
    public enum Caution {
        /** Words of the report speak against it. */
        SPOKEN_AGAINST,
        /** Another category fits clearly better. */
        LOOKS_LIKE_ANOTHER,
        /** It is easily taken for another that is mentioned too. */
        CONFUSABLE
    }

    /**
     * A warning.
     *
     * @param about the word that speaks against it, the code of the other category
     * @param rule that tells the two apart; empty without one
     */
    public record Warning(Caution caution, String about, List<Confusable> rule) {}

    /** What the words of a report say against a category; nothing when they say nothing. */
    public List<Warning> warnings(String code, String text) {
        if (!clues.containsKey(code)) {
            return List.of();
        }
        Map<String, Score> byCode = new LinkedHashMap<>();
        scores(text).forEach(score -> byCode.put(score.code(), score));
        Score own = byCode.getOrDefault(code, new Score(code, 0, List.of()));
        List<Warning> warnings = new ArrayList<>();
        byCode.values().stream()
                .filter(other -> !other.code().equals(code)
                        && other.score() >= LEAST
                        && other.score() >= Math.max(0, own.score()) + CLEARLY)
                .findFirst()
                .ifPresent(other -> warnings.add(new Warning(Caution.LOOKS_LIKE_ANOTHER, other.code(), List.of())));
        if (own.score() <= 0) {
            own.found().stream()
                    .filter(found -> found.why() == Why.AGAINST)
                    .forEach(found -> warnings.add(new Warning(Caution.SPOKEN_AGAINST, found.word(), List.of())));
        }
        for (Confusable pair : confusable) {
            if (pair.codes().contains(code)) {
                pair.codes().stream()
                        .filter(other -> !other.equals(code))
                        .map(byCode::get)
                        .filter(Objects::nonNull)
                        .filter(other -> other.isSpokenFor() && own.score() < other.score() + CLEARLY)
                        .forEach(other -> warnings.add(new Warning(Caution.CONFUSABLE, other.code(), List.of(pair))));
            }
        }
        return warnings;
    }
}
