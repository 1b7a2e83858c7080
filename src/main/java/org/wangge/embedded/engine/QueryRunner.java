package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.key.KeyWriter;

/** Runs queries on one collection. */
final class QueryRunner {

    private final StoredCollection collection;
    private final QueryCounters counters;

    QueryRunner(StoredCollection collection, QueryCounters counters) {
        this.collection = collection;
        this.counters = counters;
    }

    Iterable<Document> documents(Document query, @Nullable Document orderBy, int skip, int limit) {
        List<Document> found = new ArrayList<>();
        Object id = query.get("_id");
        if (id != null && !(id instanceof Document) && !(id instanceof List)) {
            byte[] bytes = collection.bytes(KeyWriter.key(id));
            if (bytes != null) {
                counters.examined();
                Document document = BsonBytes.decode(bytes);
                if (collection.matches(document, query)) {
                    found.add(document);
                }
            }
        } else {
            Cursor<byte[], byte[]> cursor = collection.documents().cursor(null, false);
            while (cursor.hasNext()) {
                cursor.next();
                counters.examined();
                Document document = BsonBytes.decode(cursor.getValue());
                if (collection.matches(document, query)) {
                    found.add(document);
                }
            }
        }
        if (orderBy != null && !orderBy.isEmpty() && !orderBy.containsKey("$natural")) {
            found.sort(new DocumentComparator(orderBy));
        }
        return found.subList(
                Math.min(skip, found.size()), limit > 0 ? Math.min(found.size(), skip + limit) : found.size());
    }

    long count(Document query) {
        long n = 0;
        for (Document ignored : documents(query, null, 0, 0)) {
            n++;
        }
        return n;
    }
}
