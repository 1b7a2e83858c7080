package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Corrects what the library does otherwise than MongoDB: counts of failed inserts, and an ordered batch that goes on after an error. */
final class WriteCommands {

    private static final int FAILED_TO_PARSE = 9;

    private WriteCommands() {}

    static Document insert(StoredCollection collection, Document command) {
        boolean ordered = !Boolean.FALSE.equals(command.get("ordered"));
        List<Document> documents = documents(command.get("documents"));
        List<Document> errors = collection.insertDocuments(documents, ordered);
        int inserted = documents.size() - errors.size();
        if (ordered && !errors.isEmpty() && errors.get(0).get("index") instanceof Integer failed) {
            inserted = failed;
        }
        Document answer = new Document("n", inserted);
        if (!errors.isEmpty()) {
            answer.put("writeErrors", errors);
        }
        return answer.append("ok", 1.0);
    }

    /** Runs the updates of a command one by one, so that an ordered batch can end at its first error. */
    static Document update(Document command, UnaryOperator<Document> single) {
        boolean ordered = !Boolean.FALSE.equals(command.get("ordered"));
        List<Document> updates = documents(command.get("updates"));
        updates.forEach(update -> refusePipeline(update.get("u")));
        if (updates.size() == 1 || !ordered) {
            return single.apply(command);
        }
        int matched = 0;
        int modified = 0;
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        for (int i = 0; i < updates.size() && errors.isEmpty(); i++) {
            Document one = command.clone();
            one.put("updates", List.of(updates.get(i)));
            Document answer = single.apply(one);
            matched += (Integer) answer.getOrDefault("n", 0);
            modified += (Integer) answer.getOrDefault("nModified", 0);
            upserted.addAll(at(i, documents(answer.get("upserted"))));
            errors.addAll(at(i, documents(answer.get("writeErrors"))));
        }
        Document answer = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            answer.put("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            answer.put("writeErrors", errors);
        }
        return answer.append("ok", 1.0);
    }

    /** An update written as a pipeline would end in a class cast inside the library. */
    static void refusePipeline(@Nullable Object update) {
        if (update instanceof List) {
            throw new MongoServerError(FAILED_TO_PARSE, "FailedToParse", "the embedded store has no pipeline updates");
        }
    }

    private static List<Document> at(int index, List<Document> entries) {
        entries.forEach(entry -> entry.put("index", index));
        return entries;
    }

    @SuppressWarnings("unchecked")
    private static List<Document> documents(@Nullable Object value) {
        return value == null ? List.of() : new ArrayList<>((java.util.Collection<Document>) value);
    }
}
