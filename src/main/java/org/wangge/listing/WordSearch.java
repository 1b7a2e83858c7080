package org.wangge.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.shared.SearchText;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds documents by words in their {@link SearchText}. The rarest gram of all words bounds what an index gives, and each word is
 * looked for in the text of what it gives: so nothing is missed and nothing is found that has not all words. Words without a gram
 * (one Chinese character, two letters) are looked for in one document after the other, as the list is ordered.
 *
 * <p>Documents of earlier versions have no such text until they are given one. While there is one of them, words are looked for in
 * the fields themselves. Needs indexes of {@link #grams} and {@link #form}.
 */
public final class WordSearch {

    /** Of a long word so many grams are counted, evenly spread. */
    private static final int GRAMS_COUNTED = 12;

    /** What is as frequent as this bounds nothing. */
    private static final int FREQUENT = 10_000;

    private final String field;
    private final Function<Query, Mono<Long>> count;
    private final String[] plainFields;

    /** How many documents have a gram; no more than {@link #FREQUENT} are counted. */
    private record Counted(String gram, long documents) {}

    /**
     * A search.
     *
     * @param field that holds the {@link SearchText}
     * @param count no more than the query's limit
     * @param plainFields where words are in a document of an earlier version
     */
    public WordSearch(String field, Function<Query, Mono<Long>> count, String... plainFields) {
        this.field = field;
        this.count = count;
        this.plainFields = plainFields.clone();
    }

    /** The path to the grams in a document. */
    public static String grams(String field) {
        return field + ".grams";
    }

    /** The path to the form; null in documents of earlier versions. */
    public static String form(String field) {
        return field + ".form";
    }

    /** What these words ask of the store; nothing when there are none. */
    public Mono<List<Criteria>> criteria(@Nullable String sought) {
        List<String> words = sought == null ? List.of() : SearchText.words(sought);
        if (words.isEmpty()) {
            return Mono.just(List.of());
        }
        return count.apply(missing(field).limit(1))
                .flatMap(missing -> missing > 0
                        ? Mono.just(
                                words.stream().map(Match.words(plainFields)::of).toList())
                        : indexed(words));
    }

    /** Those that have no text yet. */
    public static Query missing(String field) {
        return Query.query(Criteria.where(form(field)).is(null));
    }

    /** Those that have no text yet, or one of an earlier form. */
    public static Query older(String field) {
        return Query.query(Criteria.where(form(field))
                .in(IntStream.range(0, SearchText.FORM)
                        .mapToObj(form -> form == 0 ? null : form)
                        .toList()));
    }

    private Mono<List<Criteria>> indexed(List<String> words) {
        List<Criteria> checks = words.stream()
                .map(word -> Criteria.where(field + ".text").regex(Pattern.compile(literally(word))))
                .toList();
        return Flux.fromIterable(spread(words.stream()
                        .flatMap(word -> SearchText.grams(word).stream())
                        .distinct()
                        .toList()))
                .flatMapSequential(this::counted)
                .collectList()
                .map(counted -> {
                    List<Criteria> all = new ArrayList<>();
                    counted.stream()
                            .min(Comparator.comparingLong(Counted::documents))
                            .ifPresent(rarest ->
                                    all.add(Criteria.where(grams(field)).in(rarest.gram(), SearchText.TOO_MANY)));
                    all.addAll(checks);
                    return all;
                });
    }

    private Mono<Counted> counted(String gram) {
        Query query = Query.query(Criteria.where(grams(field)).is(gram)).limit(FREQUENT);
        return count.apply(query).map(documents -> new Counted(gram, documents));
    }

    private static List<String> spread(List<String> grams) {
        int step = 1 + grams.size() / GRAMS_COUNTED;
        List<String> some = new ArrayList<>();
        for (int at = 0; at < grams.size(); at += step) {
            some.add(grams.get(at));
        }
        return some;
    }

    /** Spelled out, because engines differ in how a stretch is quoted. */
    private static String literally(String word) {
        StringBuilder pattern = new StringBuilder();
        word.codePoints().forEach(character -> {
            if (character < 0x80 && !Character.isLetterOrDigit(character)) {
                pattern.append('\\');
            }
            pattern.appendCodePoint(character);
        });
        return pattern.toString();
    }
}
