package org.wangge.place.store;

import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.place.PlaceKind;
import org.wangge.shared.LocalizedText;
import org.wangge.work.Inserts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The kinds of places; a few dozen, read whole. Earlier editions stay with the present one. */
@Repository
public class KindStore {

    private static final String KINDS = "place_kinds";

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    KindStore(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
    }

    /** As stored; what older builds did not have is null. */
    private record Stored(
            String id,
            LocalizedText names,
            String checklistCode,
            int inherentScore,
            String industry,
            LocalizedText industryNames,
            PlaceKind.@Nullable Fields fields,
            @Nullable Long version,
            @Nullable Boolean retired,
            @Nullable Instant publishedAt,
            @Nullable String publishedBy,
            @Nullable Long scoredVersion) {

        PlaceKind kind() {
            return new PlaceKind(
                    id,
                    names,
                    checklistCode,
                    inherentScore,
                    industry,
                    industryNames,
                    fields,
                    new PlaceKind.Edition(
                            version == null ? 1 : version,
                            Boolean.TRUE.equals(retired),
                            publishedAt == null ? Instant.EPOCH : publishedAt,
                            publishedBy));
        }
    }

    /** A kind of which the places have not been scored by its present edition yet. */
    public record Unscored(String code, long version) {}

    /** Stores a first edition; empty when there is one of that code. */
    public Mono<PlaceKind> insert(PlaceKind kind) {
        return inserts.insert(document(kind), KINDS)
                .thenReturn(kind)
                .onErrorResume(DuplicateKeyException.class, taken -> Mono.empty());
    }

    private Document document(PlaceKind kind) {
        PlaceKind.Edition edition = kind.edition();
        Stored stored = new Stored(
                kind.code(),
                kind.names(),
                kind.checklistCode(),
                kind.inherentScore(),
                kind.industry(),
                kind.industryNames(),
                kind.usedFields(),
                kind.version(),
                kind.isRetired(),
                edition == null ? null : edition.publishedAt(),
                edition == null ? null : edition.publishedBy(),
                kind.version() == 1 ? 1L : null);
        Document document = new Document();
        mongo.getConverter().write(stored, document);
        return document;
    }

    /** Stores the next edition in place of the one that was seen, which is kept; empty when another came first. */
    public Mono<PlaceKind> replace(PlaceKind before, PlaceKind next) {
        Document present = document(next);
        Update update = new Update();
        present.forEach((field, value) -> {
            if (!field.equals("_id") && !field.equals("scoredVersion")) {
                update.set(field, value);
            }
        });
        if (next.edition() == null || next.edition().publishedBy() == null) {
            update.unset("publishedBy");
        }
        Document past = document(before);
        past.remove("_id");
        past.remove("scoredVersion");
        update.push("past", past);
        return mongo.findAndModify(
                        Query.query(is(before.code(), before.version())),
                        update,
                        FindAndModifyOptions.options().returnNew(true),
                        Stored.class,
                        KINDS)
                .map(Stored::kind);
    }

    private static Criteria is(String code, long version) {
        Criteria one = Criteria.where("_id").is(code);
        return version == 1
                ? one.and("version").in(1L, null)
                : one.and("version").is(version);
    }

    public Flux<PlaceKind> all() {
        return mongo.find(new Query().with(Sort.by("_id")), Stored.class, KINDS).map(Stored::kind);
    }

    /** Kinds of which an edition after the first has come that their places have not been scored by. */
    public Flux<Unscored> unscored() {
        return mongo.find(Query.query(Criteria.where("version").gt(1L)), Stored.class, KINDS)
                .filter(stored -> stored.version() != null && !stored.version().equals(stored.scoredVersion()))
                .map(stored -> new Unscored(stored.id(), stored.version() == null ? 1 : stored.version()));
    }

    /** Notes that all places of the kind are scored by this edition, unless there is a newer one. */
    public Mono<Void> scored(Unscored kind) {
        return mongo.updateFirst(
                        Query.query(is(kind.code(), kind.version())),
                        new Update().set("scoredVersion", kind.version()),
                        KINDS)
                .then();
    }
}
