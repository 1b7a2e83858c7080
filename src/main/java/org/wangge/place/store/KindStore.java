package org.wangge.place.store;

import java.util.Collection;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.place.PlaceKind;
import org.wangge.shared.LocalizedText;
import org.wangge.work.Inserts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The kinds of places; a few dozen, read whole. */
@Repository
public class KindStore {

    private static final String KINDS = "place_kinds";

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    KindStore(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
    }

    private record Stored(
            String id,
            LocalizedText names,
            String checklistCode,
            int inherentScore,
            String industry,
            LocalizedText industryNames) {}

    public Mono<Void> putAll(Collection<PlaceKind> kinds) {
        return inserts.putAll(kinds.stream().map(KindStore::stored).toList(), KINDS);
    }

    private static Stored stored(PlaceKind kind) {
        return new Stored(
                kind.code(),
                kind.names(),
                kind.checklistCode(),
                kind.inherentScore(),
                kind.industry(),
                kind.industryNames());
    }

    public Flux<PlaceKind> all() {
        return mongo.find(new Query().with(Sort.by("_id")), Stored.class, KINDS)
                .map(stored -> new PlaceKind(
                        stored.id(),
                        stored.names(),
                        stored.checklistCode(),
                        stored.inherentScore(),
                        stored.industry(),
                        stored.industryNames()));
    }
}
