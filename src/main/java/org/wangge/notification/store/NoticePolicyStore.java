package org.wangge.notification.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.notification.NoticePolicy;
import org.wangge.notification.model.Row;
import org.wangge.work.Changes;
import org.wangge.work.Inserts;
import org.wangge.work.Kept;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The policies that somebody changed, one document for each kind. A few, read whole or by kind, so that they need no index. */
@Repository
public class NoticePolicyStore {

    private static final String POLICIES = "notice_policies";

    private final ReactiveMongoTemplate template;
    private final Inserts inserts;
    private final Changes changes;

    NoticePolicyStore(ReactiveMongoTemplate template, Inserts inserts, Changes changes) {
        this.template = template;
        this.inserts = inserts;
        this.changes = changes;
    }

    private record Stored(String id, List<Row> rows, long version) {

        NoticePolicy policy() {
            return new NoticePolicy(id, rows, version);
        }
    }

    private Document document(Stored stored) {
        Document document = new Document();
        template.getConverter().write(stored, document);
        document.remove("_class");
        return document;
    }

    /** The version of each, by kind. */
    public Mono<Map<String, Long>> versions() {
        Query all = new Query();
        all.fields().include("version");
        return template.find(all, Document.class, POLICIES)
                .collectMap(
                        document -> document.getString("_id"),
                        document -> document.get("version", Number.class).longValue());
    }

    public Flux<NoticePolicy> all() {
        return template.findAll(Stored.class, POLICIES).map(Stored::policy);
    }

    public Mono<NoticePolicy> find(String kind) {
        return template.findById(kind, Stored.class, POLICIES).map(Stored::policy);
    }

    /** Stores one that carries the version it replaces, 0 for a new one, and gives it as stored; empty when another came first. */
    public Mono<NoticePolicy> storeIfStill(NoticePolicy policy) {
        Stored next = new Stored(policy.kind(), policy.rows(), policy.version() + 1);
        Mono<Stored> written = policy.version() == 0
                ? inserts.insert(document(next), POLICIES)
                        .thenReturn(next)
                        .onErrorResume(DuplicateKeyException.class, taken -> Mono.empty())
                : template.findAndModify(
                        Query.query(
                                where("_id").is(policy.kind()).and("version").is(policy.version())),
                        new Update().set("rows", next.rows()).set("version", next.version()),
                        FindAndModifyOptions.options().returnNew(true),
                        Stored.class,
                        POLICIES);
        return written.map(Stored::policy).delayUntil(stored -> changes.noted(Kept.NOTICE_POLICIES));
    }
}
