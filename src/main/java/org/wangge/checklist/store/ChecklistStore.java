package org.wangge.checklist.store;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistItem;
import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.shared.LocalizedText;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Versions of checklists, each a document under {@code code:version} that is inserted once and never changed. */
@Repository
public class ChecklistStore {

    static final String CHECKLISTS = "checklists";

    private final ReactiveMongoTemplate mongo;

    ChecklistStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    private record StoredItem(
            String id,
            LocalizedText text,
            Severity severity,
            Judge judge,
            boolean aloneMajor,
            String deadline,
            boolean photoNeeded,
            String basis,
            @Nullable String basisEn) {}

    private record Stored(
            String id,
            String code,
            int version,
            LocalizedText name,
            int inspectors,
            String categoryCode,
            List<StoredItem> items,
            boolean retired,
            Instant publishedAt,
            @Nullable String publishedBy) {}

    /** Stores a version; empty when there is one of that number already. */
    public Mono<Checklist> insertIfFree(Checklist list) {
        return mongo.insert(stored(list), CHECKLISTS)
                .thenReturn(list)
                .onErrorResume(DuplicateKeyException.class, taken -> Mono.empty());
    }

    public Mono<Checklist> version(String code, int version) {
        return mongo.findById(key(code, version), Stored.class, CHECKLISTS).map(ChecklistStore::read);
    }

    public Mono<Checklist> latest(String code) {
        Query newest = Query.query(Criteria.where("code").is(code))
                .with(Sort.by(Sort.Direction.DESC, "version"))
                .limit(1);
        return mongo.find(newest, Stored.class, CHECKLISTS).next().map(ChecklistStore::read);
    }

    /** All versions of a list, the newest first. */
    public Flux<Checklist> versions(String code) {
        Query all = Query.query(Criteria.where("code").is(code)).with(Sort.by(Sort.Direction.DESC, "version"));
        return mongo.find(all, Stored.class, CHECKLISTS).map(ChecklistStore::read);
    }

    /** The newest of each list by code. The older ones are read over; there are dozens of versions, not thousands. */
    public Flux<Checklist> latest() {
        Query all = new Query().with(Sort.by(Sort.Order.asc("code"), Sort.Order.desc("version")));
        return mongo.find(all, Stored.class, CHECKLISTS)
                .distinctUntilChanged(Stored::code)
                .map(ChecklistStore::read);
    }

    private static String key(String code, int version) {
        return code + ":" + version;
    }

    private static Stored stored(Checklist list) {
        return new Stored(
                key(list.code(), list.version()),
                list.code(),
                list.version(),
                list.name(),
                list.inspectors(),
                list.categoryCode(),
                list.items().stream().map(ChecklistStore::stored).toList(),
                list.retired(),
                list.publishedAt(),
                list.publishedBy());
    }

    private static StoredItem stored(ChecklistItem item) {
        return new StoredItem(
                item.id(),
                item.text(),
                item.severity(),
                item.judge(),
                item.aloneMajor(),
                item.deadline().toString(),
                item.photoNeeded(),
                item.basis().zh(),
                item.basis().en());
    }

    private static Checklist read(Stored stored) {
        return new Checklist(
                stored.code(),
                stored.version(),
                stored.name(),
                stored.inspectors(),
                stored.categoryCode(),
                stored.items().stream().map(ChecklistStore::read).toList(),
                stored.retired(),
                stored.publishedAt(),
                stored.publishedBy());
    }

    private static ChecklistItem read(StoredItem item) {
        return new ChecklistItem(
                item.id(),
                item.text(),
                item.severity(),
                item.judge(),
                item.aloneMajor(),
                Period.parse(item.deadline()),
                item.photoNeeded(),
                // Older builds knew it in Chinese only.
                new LocalizedText(item.basis(), item.basisEn() == null ? "" : item.basisEn()));
    }
}
