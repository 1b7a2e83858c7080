package org.wangge.category.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.category.CategoryWordList;
import org.wangge.category.CategoryWordList.Word;
import org.wangge.category.CategoryWords;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Texts;
import org.wangge.work.Decision;
import org.wangge.work.Versioned;

/**
 * The words that people set for a category, as stored; its code is its id.
 *
 * @param version 0 while nobody has set any
 */
public record WordsFile(String id, List<Word> words, List<Word> exclusions, long version) implements Versioned {

    private static final int LONGEST = 40;

    /** What is wrong with some words; empty when nothing is. A word that speaks for a category and against it says nothing. */
    public static List<Fault> faults(List<Word> words, List<Word> exclusions) {
        List<Fault> faults = new ArrayList<>();
        Set<String> known = new HashSet<>();
        look("/words/", words, known, faults);
        look("/exclusions/", exclusions, known, faults);
        return faults;
    }

    private static void look(String pointer, List<Word> words, Set<String> known, List<Fault> faults) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).word();
            String at = pointer + i + "/word";
            if (Texts.length(word) > LONGEST
                    || Stream.of(word.split("\\+", -1))
                            .anyMatch(part -> WordScores.plain(part).isEmpty())) {
                faults.add(Fault.of(at, "category.word-invalid", word, LONGEST));
            } else if (!known.add(WordScores.plain(word))) {
                faults.add(Fault.of(at, "category.word-twice", word));
            }
        }
    }

    /** With these words; what is so already stays so. */
    public Decision<WordsFile> changed(List<Word> wanted, List<Word> against) {
        return words.equals(wanted) && exclusions.equals(against)
                ? new Decision.Already<>()
                : new Decision.Next<>(new WordsFile(id, wanted, against, version + 1), List.of());
    }

    public CategoryWordList list() {
        return new CategoryWordList(id, words, exclusions, version);
    }

    /** As they are weighed. */
    public CategoryWords.OfCategory weights() {
        return new CategoryWords.OfCategory(id, weights(words), weights(exclusions));
    }

    private static Map<String, Integer> weights(List<Word> words) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        words.forEach(word -> weights.put(word.word(), word.weight()));
        return weights;
    }

    /** It is made by the first who sets words, whoever that is. */
    @Override
    public @Nullable String operationKey() {
        return null;
    }

    @Override
    public @Nullable String operationHash() {
        return null;
    }

    /** Saying the same again changes nothing, so that no repeat need be known. */
    @Override
    public @Nullable List<Operation.Done> operations() {
        return null;
    }

    @Override
    public String caption() {
        return "/api/v1/categories/" + id + "/words";
    }
}
