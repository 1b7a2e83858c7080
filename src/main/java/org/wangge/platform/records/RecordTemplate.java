package org.wangge.platform.records;

import org.bson.Document;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks for documents and reads the records from them itself. Given a type, Spring Data looks up every path of a query in it, and throws
 * and catches an exception for each that is no property, such as {@code dispatch.dueAt}: at every query. Our queries name fields as they
 * are stored.
 */
public final class RecordTemplate extends ReactiveMongoTemplate {

    private final RecordConverter records;

    public RecordTemplate(ReactiveMongoDatabaseFactory database, RecordConverter records) {
        super(database, records);
        this.records = records;
    }

    @Override
    public <T> Flux<T> find(Query query, Class<T> type, String collection) {
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
