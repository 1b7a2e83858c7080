package org.wangge.reason.store;

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
import org.wangge.reason.ReasonList;
import org.wangge.shared.LocalizedText;
import org.wangge.work.Changes;
import org.wangge.work.Inserts;
import org.wangge.work.Kept;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The lists, one document for each action. Thirty of them, read whole or by action, so that they need no index. */
@Repository
public class ReasonStore {

    private static final String REASONS = "reasons";

    /** The version that a seed made. */
    private static final String SEEDED = "seededVersion";

    private static final long BY_PEOPLE = 0;

    private final ReactiveMongoTemplate template;
    private final Inserts inserts;
    private final Changes changes;

    ReasonStore(ReactiveMongoTemplate template, Inserts inserts, Changes changes) {
        this.changes = changes;
        this.template = template;
        this.inserts = inserts;
    }

    /** The version of each list, by action. */
    public Mono<Map<String, Long>> versions() {
        Query all = new Query();
        all.fields().include("version");
        return template.find(all, Document.class, REASONS)
                .collectMap(document -> document.getString("_id"), ReasonStore::version);
    }

    public Flux<ReasonList> all() {
        return template.findAll(Document.class, REASONS).map(ReasonStore::list);
    }

    public Mono<ReasonList> find(String action) {
        return template.findById(action, Document.class, REASONS).map(ReasonStore::list);
    }

    /** Stores a list that carries the version it replaces, 0 for a new one, and gives it as stored; empty when another came first. */
    public Mono<ReasonList> storeIfStill(ReasonList list) {
        return storeIfStill(list, BY_PEOPLE).delayUntil(stored -> changes.noted(Kept.REASONS));
    }

    /** The same for a seed, which a later seed may change again as long as nobody else does. */
    public Mono<ReasonList> seedIfStill(ReasonList list) {
        return storeIfStill(list, list.version() + 1).delayUntil(stored -> changes.noted(Kept.REASONS));
    }

    /** The actions whose list is still as a seed made it. */
    public Flux<String> asSeeded() {
        Query all = new Query();
        all.fields().include("version", SEEDED);
        return template.find(all, Document.class, REASONS)
                .filter(document -> document.get(SEEDED, Number.class).longValue() == version(document))
                .map(document -> document.getString("_id"));
    }

    private Mono<ReasonList> storeIfStill(ReasonList list, long seededVersion) {
        ReasonList next = list.atVersion(list.version() + 1);
        List<Document> codes = next.codes().stream().map(ReasonStore::code).toList();
        if (list.version() == 0) {
            Document document = new Document("_id", list.action())
                    .append("codes", codes)
                    .append("version", next.version())
                    .append(SEEDED, seededVersion);
            return inserts.insert(document, REASONS)
                    .thenReturn(next)
                    .onErrorResume(DuplicateKeyException.class, taken -> Mono.empty());
        }
        Update update =
                new Update().set("codes", codes).set("version", next.version()).set(SEEDED, seededVersion);
        return template.findAndModify(
                        Query.query(
                                where("_id").is(list.action()).and("version").is(list.version())),
                        update,
                        FindAndModifyOptions.options().returnNew(true),
                        Document.class,
                        REASONS)
                .map(ReasonStore::list);
    }

    private static long version(Document document) {
        return document.get("version", Number.class).longValue();
    }

    private static ReasonList list(Document document) {
        return new ReasonList(
                document.getString("_id"),
                document.getList("codes", Document.class).stream()
                        .map(ReasonStore::code)
                        .toList(),
                version(document));
    }

    private static Document code(ReasonList.Code code) {
        return new Document("code", code.code())
                .append(
                        "texts",
                        new Document("zh", code.texts().zh())
                                .append("en", code.texts().en()))
                .append("retired", code.retired());
    }

    private static ReasonList.Code code(Document document) {
        Document texts = document.get("texts", Document.class);
        return new ReasonList.Code(
                document.getString("code"),
                new LocalizedText(texts.getString("zh"), texts.getString("en")),
                document.getBoolean("retired", false));
    }
}
