package org.wangge.category.store;

import java.time.Clock;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.category.model.WordsFile;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The words that people set, one document for each category for which somebody did; read whole or by code. */
@Repository
public class WordStore {

    private static final String LISTS = "category_word_lists";

    private final VersionedStore<WordsFile> lists;
    private final Clock clock;

    WordStore(VersionedStores stores, Clock clock) {
        this.lists = stores.of(WordsFile.class, LISTS);
        this.clock = clock;
    }

    /** Empty when nobody has set any. */
    public Mono<WordsFile> find(String code) {
        return lists.find(code);
    }

    public Flux<WordsFile> all() {
        return lists.find(new Query());
    }

    /** The first list of a category, or the next one; empty when another write came first. */
    public Mono<WordsFile> write(WordsFile decidedOn, WordsFile next) {
        Beside beside = new Beside(List.of(), null, clock.instant());
        return decidedOn.version() > 0
                ? lists.change(decidedOn, next, beside)
                : lists.insert(next, beside).onErrorResume(DuplicateKeyException.class, there -> Mono.empty());
    }
}
