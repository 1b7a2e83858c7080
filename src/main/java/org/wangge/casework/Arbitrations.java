package org.wangge.casework;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.BetweenOffices;
import org.wangge.casework.model.BetweenOffices.Arbitration;
import org.wangge.casework.store.ArbitrationStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** What the district had to decide, counted for whoever keeps the duty lists: a matter that is often disputed stands there unclearly. */
@Component
public class Arbitrations {

    private final ArbitrationStore store;

    Arbitrations(ArbitrationStore store) {
        this.store = store;
    }

    /**
     * One category; the field names are part of the contract.
     *
     * @param count how often the district decided
     * @param upheld how many objections were right, {@code rejected} how many were not
     * @param offices that were named, the most frequent first
     * @param departments that were named to lead, the most frequent first
     */
    public record Count(
            String categoryCode,
            String categoryName,
            long count,
            long upheld,
            long rejected,
            List<Named> offices,
            List<Named> departments) {}

    /** Who was named, and how often. */
    public record Named(String code, String name, long count) {}

    /** The counts of this person's district by category, the most disputed first. */
    public Mono<List<Count>> counts(Instant from, Instant to, Actor actor, Locale locale) {
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        return store.between(from, to, actor)
                .collect(Collectors.groupingBy(word -> word.category().code(), TreeMap::new, Collectors.toList()))
                .map(byCategory -> byCategory.entrySet().stream()
                        .map(entry -> count(entry.getKey(), entry.getValue(), locale))
                        .sorted(Comparator.comparingLong(Count::count)
                                .reversed()
                                .thenComparing(Count::categoryCode))
                        .toList());
    }

    private static Count count(String code, List<Arbitration> words, Locale locale) {
        return new Count(
                code,
                words.get(words.size() - 1).category().name().in(locale),
                words.size(),
                words.stream()
                        .filter(word -> Boolean.TRUE.equals(word.upheld()))
                        .count(),
                words.stream()
                        .filter(word -> Boolean.FALSE.equals(word.upheld()))
                        .count(),
                named(words.stream().map(Arbitration::office).toList(), locale),
                named(words.stream().map(Arbitration::lead).toList(), locale));
    }

    private static List<Named> named(List<BetweenOffices.@Nullable Named> receivers, Locale locale) {
        Map<BetweenOffices.Named, Long> counted = receivers.stream()
                .flatMap(receiver -> Stream.ofNullable(receiver))
                .collect(Collectors.groupingBy(receiver -> receiver, Collectors.counting()));
        return counted.entrySet().stream()
                .map(entry ->
                        new Named(entry.getKey().code(), entry.getKey().name().in(locale), entry.getValue()))
                .sorted(Comparator.comparingLong(Named::count).reversed().thenComparing(Named::code))
                .toList();
    }
}
