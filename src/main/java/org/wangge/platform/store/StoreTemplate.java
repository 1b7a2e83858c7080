package org.wangge.platform.store;

import com.mongodb.client.model.CountOptions;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.data.mongodb.core.CollectionPreparer;
import org.springframework.data.mongodb.core.FindPublisherPreparer;
import org.springframework.data.mongodb.core.ReactiveCollectionCallback;
import org.springframework.data.mongodb.core.ReactiveDatabaseCallback;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.work.StoreReach;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The template of all stores. Fails at once while the database is known to be away. What a request reads carries the time limit of its
 * context, unless the query has one of its own: lists, counts, tables and statistics alike, so that nobody can forget it.
 *
 * <p>It asks for documents and reads the records from them itself. Given a type, Spring Data looks up every path of a query in it,
 * and throws and catches an exception for each that is no property, such as {@code dispatch.dueAt}: at every query. Our queries
 * name fields as they are stored.
 */
final class StoreTemplate extends ReactiveMongoTemplate {

    /** A {@link Duration} in the context of whoever reads. */
    static final Object LONGEST = StoreTemplate.class;

    private final MongoConverter records;
    private final BooleanSupplier away;
    private final Mono<Void> lost;

    /**
     * @param away whether it is known that the database cannot be reached
     * @param lost fails when that becomes known, and never ends otherwise
     */
    StoreTemplate(
            ReactiveMongoDatabaseFactory databases, MongoConverter records, BooleanSupplier away, Mono<Void> lost) {
        super(databases, records);
        this.records = records;
        this.away = away;
        this.lost = lost;
    }

    @Override
    protected Mono<MongoDatabase> doGetDatabase() {
        return unlessAway(super.doGetDatabase());
    }

    @Override
    public Mono<MongoDatabase> getMongoDatabase() {
        return unlessAway(super.getMongoDatabase());
    }

    /** What is under way need not wait until its own connection is given up. */
    @Override
    public <T> Flux<T> createFlux(ReactiveDatabaseCallback<T> action) {
        return super.createFlux(action).takeUntilOther(lost);
    }

    @Override
    public <T> Mono<T> createMono(ReactiveDatabaseCallback<T> action) {
        return super.createMono(action).takeUntilOther(lost);
    }

    @Override
    public <T> Flux<T> createFlux(String collection, ReactiveCollectionCallback<T> action) {
        return super.createFlux(collection, action).takeUntilOther(lost);
    }

    @Override
    public <T> Mono<T> createMono(String collection, ReactiveCollectionCallback<T> action) {
        return super.createMono(collection, action).takeUntilOther(lost);
    }

    private Mono<MongoDatabase> unlessAway(Mono<MongoDatabase> database) {
        return Mono.defer(() -> away.getAsBoolean() ? Mono.error(StoreReach::failure) : database);
    }

    @Override
    public <T> Flux<T> find(@Nullable Query query, Class<T> type, String collection) {
        return type.isRecord()
                ? super.find(query, Document.class, collection).map(found -> records.read(type, found))
                : super.find(query, type, collection);
    }

    @Override
    public <T> Mono<T> findOne(Query query, Class<T> type, String collection) {
        return type.isRecord()
                ? super.findOne(query, Document.class, collection).map(found -> records.read(type, found))
                : super.findOne(query, type, collection);
    }

    private static boolean isLimited(ContextView context) {
        return context.hasKey(LONGEST);
    }

    private static Duration longest(ContextView context) {
        return context.get(LONGEST);
    }

    @Override
    protected <T> Flux<T> doFind(
            String collection,
            CollectionPreparer<MongoCollection<Document>> collections,
            Document query,
            Document fields,
            Class<T> type,
            FindPublisherPreparer preparer) {
        return Flux.deferContextual(context -> super.doFind(
                collection,
                collections,
                query,
                fields,
                type,
                isLimited(context) ? limited(preparer, longest(context)) : preparer));
    }

    /** First, so that the query's own limit stands. */
    private static FindPublisherPreparer limited(FindPublisherPreparer preparer, Duration longest) {
        UnaryOperator<FindPublisher<Document>> limit = find -> find.maxTime(longest.toMillis(), TimeUnit.MILLISECONDS);
        return find -> preparer.prepare(limit.apply(find));
    }

    @Override
    protected Mono<Long> doCount(String collection, Document filter, CountOptions options) {
        return Mono.deferContextual(context -> {
            boolean own = options.getMaxTime(TimeUnit.MILLISECONDS) > 0;
            return super.doCount(
                    collection,
                    filter,
                    own || !isLimited(context)
                            ? options
                            : options.maxTime(longest(context).toMillis(), TimeUnit.MILLISECONDS));
        });
    }

    @Override
    protected <O> Flux<O> doAggregate(
            Aggregation aggregation, String collection, @Nullable Class<?> input, Class<O> output) {
        return Flux.deferContextual(context -> super.doAggregate(
                isLimited(context)
                        ? aggregation.withOptions(Aggregation.newAggregationOptions()
                                .maxTime(longest(context))
                                .build())
                        : aggregation,
                collection,
                input,
                output));
    }
}
