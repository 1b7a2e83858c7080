package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** {@code find} and {@code aggregate}: through the planner, in batches. */
final class ReadCommands {

    private static final Document ALL = new Document();

    private final MongoDatabase database;
    private final OpenCursors cursors;

    ReadCommands(MongoDatabase database, OpenCursors cursors) {
        this.database = database;
        this.cursors = cursors;
    }

    Document find(String namespace, @Nullable StoredCollection collection, Document command) {
        Document filter = Arguments.document(command, "filter");
        Document sort = Arguments.optional(command, "sort");
        Document fields = Arguments.document(command, "projection");
        long skip = Arguments.orZero(Arguments.count(command, "skip"));
        long limit = Math.abs(Arguments.orZero(Arguments.number(command, "limit")));
        Number batchSize = Arguments.count(command, "batchSize");
        QueryCheck.query(filter);
        if (collection == null) {
            return cursors.first(namespace, new ListHits(List.of()), null, true);
        }
        Hits hits = collection.queries().hits(filter, sort, skip, limit);
        Hits shown = fields.isEmpty() ? hits : new ProjectedHits(collection, hits, fields);
        boolean single = Boolean.TRUE.equals(command.get("singleBatch"));
        return cursors.first(namespace, shown, batchSize, single);
    }

    Document aggregate(
            String namespace, StoredCollection collection, Document command, DatabaseResolver resolver, Oplog oplog) {
        List<Document> pipeline = Aggregation.parse(command.get("pipeline"));
        Number batchSize = Arguments.count(Arguments.document(command, "cursor"), "batchSize");
        QueryCheck.pipeline(pipeline);
        PipelineHead head = PipelineHead.of(pipeline);
        List<byte[]> results = new ArrayList<>();
        Document count = head.count(collection);
        if (count != null) {
            if (!count.isEmpty()) {
                results.add(BsonBytes.encode(count));
            }
        } else {
            Hits hits = collection.queries().hits(head.filter(), head.sort(), 0, head.limit());
            Aggregation rest = Aggregation.fromPipeline(head.rest(), resolver, database, collection, oplog);
            rest.validate(new Document("cursor", ALL));
            for (Document result : rest.runStages(stream(hits, GroupFields.of(head.rest())))) {
                results.add(BsonBytes.encode(result));
            }
        }
        return cursors.first(namespace, new ListHits(results), batchSize, false);
    }

    /** @param fields those that the stages look at; null for all */
    private static Stream<Document> stream(Hits hits, @Nullable Set<String> fields) {
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<Document>(Long.MAX_VALUE, Spliterator.ORDERED) {
                    @Override
                    public boolean tryAdvance(Consumer<? super Document> action) {
                        byte[] bytes = hits.next();
                        if (bytes == null) {
                            return false;
                        }
                        action.accept(BsonBytes.decode(bytes, fields));
                        return true;
                    }
                },
                false);
    }

    /** What the library would read of {@code count} and {@code distinct} without looking. */
    static void check(Document command, String name) {
        QueryCheck.query(Arguments.document(command, "query"));
        Arguments.number(command, "limit");
        Arguments.count(command, "skip");
        if (name.equals("distinct") && !(command.get("key") instanceof String)) {
            throw Arguments.wrongType("key", command.get("key"), "string");
        }
    }

    /** Whether a pipeline watches changes, which is the library's business. */
    static boolean isChangeStream(Document command) {
        return command.get("pipeline") instanceof Collection<?> stages
                && !stages.isEmpty()
                && stages.iterator().next() instanceof Document first
                && first.containsKey("$changeStream");
    }
}
