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
        List<Document> documents = Arguments.documents(command, "documents");
        List<Document> errors = new ArrayList<>();
        int inserted = 0;
        for (int at = 0; at < documents.size() && (errors.isEmpty() || !ordered); at++) {
            try {
                collection.insert(documents.get(at), SentDocuments.bytes(command.get("documents"), at));
                inserted++;
            } catch (MongoServerError refusal) {
                errors.add(error(refusal, at));
            }
        }
        Document answer = new Document("n", inserted);
        if (!errors.isEmpty()) {
            answer.put("writeErrors", errors);
        }
        return answer.append("ok", 1.0);
    }

    private static Document error(MongoServerError refusal, int index) {
        Document error = new Document("index", index)
                .append("errmsg", refusal.getMessageWithoutErrorCode())
                .append("code", refusal.getCode());
        error.putIfNotNull("codeName", refusal.getCodeName());
        return error;
    }

    /** Runs the updates of a command one by one, so that an ordered batch can end at its first error. */
    static Document update(Document command, UnaryOperator<Document> single) {
        boolean ordered = !Boolean.FALSE.equals(command.get("ordered"));
        List<Document> updates = Arguments.documents(command, "updates");
        updates.forEach(update -> {
            refusePipeline(update.get("u"));
            Arguments.required(update, "u");
            Arguments.required(update, "q");
            Arguments.documents(update, "arrayFilters").forEach(QueryCheck::query);
        });
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
            upserted.addAll(at(i, Arguments.documents(answer, "upserted")));
            errors.addAll(at(i, Arguments.documents(answer, "writeErrors")));
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

    /** What the library would read of a delete without looking. */
    static void checkDelete(Document command) {
        for (Document delete : Arguments.documents(command, "deletes")) {
            QueryCheck.query(Arguments.required(delete, "q"));
            Number limit = Arguments.number(delete, "limit");
            if (limit == null || limit.doubleValue() != 0 && limit.doubleValue() != 1) {
                throw new MongoServerError(
                        FAILED_TO_PARSE,
                        "FailedToParse",
                        "The limit field in delete objects must be 0 or 1. Got " + limit);
            }
        }
    }

    static void checkFindAndModify(Document command) {
        refusePipeline(command.get("update"));
        QueryCheck.query(Arguments.document(command, "query"));
        UpdateCheck.update(Arguments.document(command, "update"));
        Arguments.optional(command, "sort");
        Arguments.optional(command, "fields");
        Arguments.documents(command, "arrayFilters").forEach(QueryCheck::query);
    }

    /** An update written as a pipeline would end in a class cast inside the library. */
    private static void refusePipeline(@Nullable Object update) {
        if (update instanceof List) {
            throw new MongoServerError(FAILED_TO_PARSE, "FailedToParse", "the embedded store has no pipeline updates");
        }
    }

    private static List<Document> at(int index, List<Document> entries) {
        entries.forEach(entry -> entry.put("index", index));
        return entries;
    }
}
