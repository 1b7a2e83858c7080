package org.wangge.place;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.place.store.KindStore;
import org.wangge.shared.LocalizedText;
import org.wangge.work.PolledWork;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Mono;

/** The kinds of places there are and their industries; answered from memory. */
@Component
@Order(100)
public class PlaceKinds implements StartupStep, PolledWork {

    private static final Duration REST = Duration.ofSeconds(30);
    private final KindStore store;
    private volatile Map<String, PlaceKind> byCode = Map.of();

    PlaceKinds(KindStore store) {
        this.store = store;
    }

    /** All kinds by code. */
    public List<PlaceKind> all() {
        return List.copyOf(byCode.values());
    }

    /** Empty when there is no such kind. */
    public Optional<PlaceKind> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The industries by code. */
    public Map<String, LocalizedText> industries() {
        Map<String, LocalizedText> industries = new TreeMap<>();
        byCode.values().forEach(kind -> industries.put(kind.industry(), kind.industryNames()));
        return industries;
    }

    /** The code of the industry somebody names by its code or by its name in either language; null when there is none. */
    @Nullable
    String industryCode(String named) {
        return industries().entrySet().stream()
                .filter(industry -> industry.getKey().equalsIgnoreCase(named)
                        || industry.getValue().zh().equals(named)
                        || industry.getValue().en().equalsIgnoreCase(named))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** The kind that somebody names by its code or by its name in either language; null when there is none. */
    @Nullable
    PlaceKind named(String name) {
        PlaceKind byItsCode = byCode.get(name);
        return byItsCode != null
                ? byItsCode
                : byCode.values().stream()
                        .filter(kind -> kind.names().zh().equals(name)
                                || kind.names().en().equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(null);
    }

    /** Adds and changes kinds; none is ever removed, because places are of it. Repeatable. */
    public Mono<Void> introduce(Collection<PlaceKind> kinds) {
        return store.putAll(kinds).then(Mono.defer(this::run));
    }

    @Override
    public Mono<Void> run() {
        return store.all()
                .collectMap(PlaceKind::code, kind -> kind, TreeMap::new)
                .doOnNext(read -> byCode = read)
                .then();
    }

    @Override
    public String name() {
        return "place-kinds";
    }

    @Override
    public Duration rest() {
        return REST;
    }

    @Override
    public Mono<Boolean> turn() {
        return run().thenReturn(false);
    }
}
