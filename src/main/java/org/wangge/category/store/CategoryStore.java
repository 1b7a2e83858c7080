package org.wangge.category.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.category.Category;
import org.wangge.category.CategoryWords;
import org.wangge.category.FilingCondition;
import org.wangge.shared.Limit;
import org.wangge.shared.LimitKind;
import org.wangge.shared.LocalizedText;
import org.wangge.work.Changes;
import org.wangge.work.Inserts;
import org.wangge.work.Kept;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The categories, each one document with its conditions, and one document that counts their changes. Five hundred of them, read
 * whole or by code, so that they need no index.
 */
@Repository
public class CategoryStore {

    private static final String CATEGORIES = "categories";
    private static final String VERSION = "category_version";
    private static final String COUNTER = "current";
    private static final String WORDS = "category_words";

    /** The version that a seed made. */
    private static final String SEEDED = "seededVersion";

    private static final long BY_PEOPLE = 0;

    private final ReactiveMongoTemplate template;
    private final Inserts inserts;
    private final Changes changes;

    CategoryStore(ReactiveMongoTemplate template, Inserts inserts, Changes changes) {
        this.changes = changes;
        this.template = template;
        this.inserts = inserts;
    }

    /** How often anything has changed; 0 before the first time. */
    public Mono<Long> version() {
        return template.findById(COUNTER, Document.class, VERSION)
                .map(document -> document.get("version", Number.class).longValue())
                .defaultIfEmpty(0L);
    }

    public Mono<Long> countChange() {
        return template.findAndModify(
                        Query.query(where("_id").is(COUNTER)),
                        new Update().inc("version", 1L),
                        FindAndModifyOptions.options().upsert(true).returnNew(true),
                        Document.class,
                        VERSION)
                .map(document -> document.get("version", Number.class).longValue())
                .delayUntil(version -> changes.noted(Kept.CATEGORIES));
    }

    public Flux<Category> all() {
        return template.findAll(Document.class, CATEGORIES).map(CategoryStore::category);
    }

    /** Empty before there are any. */
    public Mono<CategoryWords> words() {
        return template.findById(COUNTER, Document.class, WORDS)
                .map(document -> template.getConverter().read(CategoryWords.class, document));
    }

    public Mono<Void> saveWords(CategoryWords words) {
        Document document = new Document();
        template.getConverter().write(words, document);
        return template.save(document.append("_id", COUNTER), WORDS).then();
    }

    public Mono<Category> find(String code) {
        return template.findById(code, Document.class, CATEGORIES).map(CategoryStore::category);
    }

    /** The codes of those that are still as a seed made them. */
    public Flux<String> asSeeded() {
        Query all = new Query();
        all.fields().include("version", SEEDED, "source");
        return template.find(all, Document.class, CATEGORIES)
                .filter(CategoryStore::isAsSeeded)
                .map(document -> document.getString("_id"));
    }

    /** Before versions of seeds were written down, a seeded category was one with a source, and untouched in its first version. */
    private static boolean isAsSeeded(Document document) {
        long version = document.get("version", Number.class).longValue();
        Number seeded = document.get(SEEDED, Number.class);
        return seeded == null ? version == 1 && !document.getString("source").isEmpty() : version == seeded.longValue();
    }

    /** Stores a category that carries the version it replaces, 0 for a new one. False when that is no longer the present one. */
    public Mono<Boolean> storeIfStill(Category category) {
        return storeIfStill(
                category, document(category.atVersion(category.version() + 1)).append(SEEDED, BY_PEOPLE));
    }

    /** The same for a seed, which a later seed may change again as long as nobody else does. */
    public Mono<Boolean> seedIfStill(Category category) {
        long version = category.version() + 1;
        return storeIfStill(category, document(category.atVersion(version)).append(SEEDED, version));
    }

    private Mono<Boolean> storeIfStill(Category category, Document document) {
        if (category.version() == 0) {
            return inserts.insert(document, CATEGORIES)
                    .thenReturn(true)
                    .onErrorResume(DuplicateKeyException.class, taken -> Mono.just(false));
        }
        Update update = new Update();
        document.forEach((field, value) -> {
            if (!field.equals("_id")) {
                update.set(field, value);
            }
        });
        return template.findAndModify(
                        Query.query(
                                where("_id").is(category.code()).and("version").is(category.version())),
                        update,
                        Document.class,
                        CATEGORIES)
                .hasElement();
    }

    private static Document document(Category category) {
        return new Document("_id", category.code())
                .append("group", text(category.group()))
                .append("names", text(category.names()))
                .append("defaultLimit", limit(category.defaultLimit()))
                .append("restricted", category.restricted())
                .append("emergency", category.emergency())
                .append("source", category.source())
                .append("retired", category.retired())
                .append(
                        "conditions",
                        category.conditions().stream()
                                .map(CategoryStore::document)
                                .toList())
                .append("version", category.version());
    }

    private static Document document(FilingCondition condition) {
        return new Document("seq", condition.seq())
                .append("condition", text(condition.condition()))
                .append("limit", limit(condition.limit()))
                .append("closingStandard", text(condition.closingStandard()))
                .append("proposed", condition.proposed())
                .append("retired", condition.retired());
    }

    private static Category category(Document document) {
        List<FilingCondition> conditions = document.getList("conditions", Document.class, List.of()).stream()
                .map(CategoryStore::condition)
                .toList();
        Document defaultLimit = document.get("defaultLimit", Document.class);
        return new Category(
                document.getString("_id"),
                text(document.get("group", Document.class)),
                text(document.get("names", Document.class)),
                defaultLimit == null ? null : limitOf(defaultLimit),
                document.getBoolean("restricted", false),
                document.getBoolean("emergency", false),
                document.getString("source"),
                document.getBoolean("retired", false),
                conditions,
                document.get("version", Number.class).longValue());
    }

    private static FilingCondition condition(Document document) {
        return new FilingCondition(
                document.getInteger("seq"),
                text(document.get("condition", Document.class)),
                limitOf(document.get("limit", Document.class)),
                text(document.get("closingStandard", Document.class)),
                document.getBoolean("proposed", false),
                document.getBoolean("retired", false));
    }

    private static @Nullable Document limit(@Nullable Limit limit) {
        return limit == null
                ? null
                : new Document("amount", limit.amount())
                        .append("kind", limit.kind().name());
    }

    private static Limit limitOf(Document document) {
        return new Limit(document.getInteger("amount"), LimitKind.valueOf(document.getString("kind")));
    }

    private static Document text(LocalizedText text) {
        return new Document("zh", text.zh()).append("en", text.en());
    }

    private static LocalizedText text(Document document) {
        return new LocalizedText(document.getString("zh"), document.getString("en"));
    }
}
