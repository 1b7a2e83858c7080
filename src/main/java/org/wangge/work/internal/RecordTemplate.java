package org.wangge.work.internal;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks for documents and reads the records from them itself. Given a type, Spring Data looks up every path of a query in it, and throws
 * and catches an exception for each that is no property, such as {@code dispatch.dueAt}: at every query. Our queries name fields as they
 * are stored.
 */
@Component("reactiveMongoTemplate")
class RecordTemplate extends ReactiveMongoTemplate {

    private final MongoConverter records;

    RecordTemplate(ReactiveMongoDatabaseFactory database, MongoConverter records) {
        super(database, records);
        this.records = records;
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
}
