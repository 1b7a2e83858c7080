package org.wangge.work.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import org.wangge.work.Changes;
import org.wangge.work.Keeper;
import org.wangge.work.PolledWork;
import org.wangge.work.WhileAway;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks with one command for all keepers what changed, and has those read again whom it concerns. */
@Component
final class ChangeWatch implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(ChangeWatch.class);

    private static final Duration REST = Duration.ofSeconds(2);

    /** Turns after which everything is read again: three minutes. */
    static final int ALL_AFTER = 90;

    private final ReactiveMongoTemplate mongo;
    private final List<Keeper> keepers;
    private final Map<Keeper, Map<String, Object>> seen = new HashMap<>();
    private int turns;

    ChangeWatch(ReactiveMongoTemplate mongo, ObjectProvider<Keeper> keepers) {
        this.mongo = mongo;
        this.keepers = keepers.orderedStream().toList();
    }

    @Override
    public String name() {
        return "change-watch";
    }

    @Override
    public Duration rest() {
        return REST;
    }

    /** Turns never overlap, so nothing here needs a lock. Who could not read is asked again at the next turn. */
    @Override
    public Mono<Boolean> turn() {
        return mongo.find(new Query(), Document.class, Changes.CHANGES)
                .collectMap(found -> found.getString("_id"), found -> found.getOrDefault("count", 0L))
                .flatMap(counts -> {
                    turns++;
                    boolean all = turns % ALL_AFTER == 0;
                    return Flux.fromIterable(keepers)
                            .concatMap(keeper -> read(keeper, concerning(keeper, counts), all))
                            .then(Mono.just(false));
                });
    }

    private static Map<String, Object> concerning(Keeper keeper, Map<String, Object> counts) {
        Set<String> names = keeper.keeps().stream().map(Enum::name).collect(Collectors.toSet());
        return counts.entrySet().stream()
                .filter(count -> names.contains(count.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Mono<Void> read(Keeper keeper, Map<String, Object> counts, boolean all) {
        if (!all && Objects.equals(seen.get(keeper), counts)) {
            return Mono.empty();
        }
        return Mono.defer(keeper::run)
                .doOnSuccess(done -> seen.put(keeper, counts))
                .onErrorResume(failure -> {
                    if (!WhileAway.isTold(failure)) {
                        log.warn("keeps={} outcome=not-read", keeper.keeps(), failure);
                    }
                    seen.remove(keeper);
                    return Mono.empty();
                });
    }
}
