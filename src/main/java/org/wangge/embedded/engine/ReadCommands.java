package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.key.FieldPath;

/** {@code find}, {@code aggregate}, {@code count} and {@code distinct}: through the planner, beside the loop when they are long. */
final class ReadCommands {

    private static final Document ALL = new Document();
    private static final Set<String> OF_ONE_COLLECTION = Set.of(
            "$match",
            "$skip",
            "$limit",
            "$sort",
            "$project",
            "$count",
            "$group",
            "$addFields",
            "$unwind",
            "$replaceRoot",
            "$sample",
            "$sortByCount",
            "$bucket",
            "$unset",
            "$redact");

    private final MongoDatabase database;
    private final OpenCursors cursors;
    private final LongReads reads;
    private final QueryCounters counters;

    ReadCommands(MongoDatabase database, OpenCursors cursors, LongReads reads, QueryCounters counters) {
        this.database = database;
        this.cursors = cursors;
        this.reads = reads;
        this.counters = counters;
    }

    private Pace pace(Document command) {
        long millis = Arguments.orZero(Arguments.count(command, "maxTimeMS"));
        return Pace.of(counters, millis == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(millis));
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
            return cursors.first(namespace, new ListHits(List.of()), null, null, true)
                    .answer();
        }
        ReadView view = collection.view(pace(command));
        Hits hits = collection.queries(view).hits(filter, sort, skip, limit);
        Hits shown = fields.isEmpty() ? hits : new ProjectedHits(collection, hits, fields);
        boolean single = Boolean.TRUE.equals(command.get("singleBatch"));
        return reads.answer(cursors.first(namespace, shown, view, batchSize, single), view.pace(), view::freeze);
    }

    Document aggregate(
            String namespace, StoredCollection collection, Document command, DatabaseResolver resolver, Oplog oplog) {
        List<Document> pipeline = Aggregation.parse(command.get("pipeline"));
        Number batchSize = Arguments.count(Arguments.document(command, "cursor"), "batchSize");
        QueryCheck.pipeline(pipeline);
        PipelineHead head = PipelineHead.of(pipeline);
        ReadView view = collection.view(isOfOneCollection(head.rest()) ? pace(command) : Pace.endless(counters));
        return reads.answer(
                new Computed(view.pace()) {
                    private List<byte[]> results = List.of();

                    @Override
                    void compute() {
                        results = results(collection.queries(view), head, resolver, collection, oplog);
                    }

                    @Override
                    public Document answer() {
                        Reading batch = cursors.first(namespace, new ListHits(results), null, batchSize, false);
                        batch.read();
                        return batch.answer();
                    }
                },
                view.pace(),
                view::freeze);
    }

    private List<byte[]> results(
            QueryRunner queries,
            PipelineHead head,
            DatabaseResolver resolver,
            StoredCollection collection,
            Oplog oplog) {
        Document count = head.count(queries);
        if (count != null) {
            return count.isEmpty() ? List.of() : List.of(BsonBytes.encode(count));
        }
        Hits hits = queries.hits(head.filter(), head.sort(), 0, head.limit());
        Aggregation rest = Aggregation.fromPipeline(head.rest(), resolver, database, collection, oplog);
        rest.validate(new Document("cursor", ALL));
        List<byte[]> results = new ArrayList<>();
        for (Document result : rest.runStages(stream(hits, GroupFields.of(head.rest())))) {
            results.add(BsonBytes.encode(result));
        }
        return results;
    }

    /** Whether the stages look at nothing but the documents that come in; all else stays on the loop. */
    private static boolean isOfOneCollection(List<Document> stages) {
        return stages.stream().allMatch(stage -> OF_ONE_COLLECTION.containsAll(stage.keySet()));
    }

    Document count(@Nullable StoredCollection collection, Document command) {
        check(command, "count");
        if (collection == null) {
            return new Document("n", 0).append("ok", 1.0);
        }
        Document query = Arguments.document(command, "query");
        long skip = Arguments.orZero(Arguments.count(command, "skip"));
        long limit = Math.abs(Arguments.orZero(Arguments.number(command, "limit")));
        ReadView view = collection.view(pace(command));
        return reads.answer(
                new Computed(view.pace()) {
                    private int count;

                    @Override
                    void compute() {
                        count = collection.queries(view).count(query, skip, limit);
                    }

                    @Override
                    public Document answer() {
                        return new Document("n", count).append("ok", 1.0);
                    }
                },
                view.pace(),
                view::freeze);
    }

    Document distinct(@Nullable StoredCollection collection, Document command) {
        check(command, "distinct");
        if (collection == null) {
            return new Document("values", List.of()).append("ok", 1.0);
        }
        Document query = Arguments.document(command, "query");
        String key = (String) Objects.requireNonNull(command.get("key"));
        ReadView view = collection.view(pace(command));
        return reads.answer(
                new Computed(view.pace()) {
                    private Collection<Object> values = List.of();

                    @Override
                    void compute() {
                        values = values(collection.queries(view).hits(query, null, 0, 0), key);
                    }

                    @Override
                    public Document answer() {
                        return new Document("values", values).append("ok", 1.0);
                    }
                },
                view.pace(),
                view::freeze);
    }

    private static Collection<Object> values(Hits hits, String key) {
        Set<Object> values = new TreeSet<>(ValueComparator.ascWithoutListHandling());
        Set<String> fields = Set.of(new FieldPath(key).root());
        for (byte[] bytes = hits.next(); bytes != null; bytes = hits.next()) {
            Object value = Utils.getSubdocumentValueCollectionAware(BsonBytes.decode(bytes, fields), key);
            if (value instanceof Collection<?> several) {
                values.addAll(several);
            } else if (!(value instanceof Missing)) {
                values.add(value);
            }
        }
        return values;
    }

    /** What is computed at once, so that it begins anew when it is too long for the loop. */
    private abstract static class Computed implements Reading {

        private final Pace pace;

        private Computed(Pace pace) {
            this.pace = pace;
        }

        abstract void compute();

        @Override
        public final void read() {
            pace.beginAnew();
            compute();
        }
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
    private static void check(Document command, String name) {
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
