package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a MongoDB that stands alone refuses, and the library would do as if nothing had been asked: a transaction, a read that only a
 * replica set can give, an index to use that is not there. Drivers go by these codes.
 */
final class StandaloneRules {

    private static final int ILLEGAL_OPERATION = 20;
    private static final int NOT_A_REPLICA_SET = 123;
    private static final int CHANGE_STREAM = 40573;
    private static final int NAMESPACE_NOT_FOUND = 26;
    private static final Set<String> OF_A_REPLICA_SET = Set.of("linearizable", "snapshot");
    private static final String HINT = "hint";

    private StandaloneRules() {}

    static void check(Document command) {
        if (command.containsKey("txnNumber") || command.containsKey("startTransaction")) {
            throw new MongoServerError(
                    ILLEGAL_OPERATION,
                    "IllegalOperation",
                    "Transaction numbers are only allowed on a replica set member or mongos");
        }
        if (command.get("readConcern") instanceof Document concern
                && concern.get("level") instanceof String level
                && OF_A_REPLICA_SET.contains(level)) {
            throw new MongoServerError(
                    NOT_A_REPLICA_SET, "NotAReplicaSet", "node needs to be a replica set member to use read concern");
        }
    }

    static void checkChangeStream(Document aggregate) {
        if (ReadCommands.isChangeStream(aggregate)) {
            throw new MongoServerError(
                    CHANGE_STREAM, "Location40573", "The $changeStream stage is only supported on replica sets");
        }
    }

    /** The library gives no code, by which drivers know that there was nothing to drop. */
    static void checkDrop(@Nullable StoredCollection collection) {
        if (collection == null) {
            throw new MongoServerError(NAMESPACE_NOT_FOUND, "NamespaceNotFound", "ns not found");
        }
    }

    /** A hint is answered by the planner's own choice, which finds the same; one that names no index is an error all the same. */
    static void checkHints(Document command, @Nullable StoredCollection collection) {
        if (collection == null) {
            return;
        }
        List<Document> parts = new ArrayList<>(List.of(command));
        parts.addAll(Arguments.documents(command, "updates"));
        parts.addAll(Arguments.documents(command, "deletes"));
        for (Document part : parts) {
            Object hint = part.get(HINT);
            if (hint != null && !isNatural(hint) && !isIndex(collection, hint)) {
                throw Arguments.bad("hint provided does not correspond to an existing index");
            }
        }
    }

    private static boolean isIndex(StoredCollection collection, Object hint) {
        return collection.getIndexes().stream().anyMatch(index -> isMeant(index, hint));
    }

    private static boolean isNatural(Object hint) {
        return hint instanceof Document keys && (keys.isEmpty() || keys.containsKey("$natural"));
    }

    /** Whether an index is meant, by its name or its keys. */
    static boolean isMeant(Index<RecordId> index, @Nullable Object wanted) {
        if (wanted instanceof Document keys) {
            Document own = new Document();
            index.getKeys().forEach(key -> own.put(key.getKey(), key.isAscending() ? 1 : -1));
            return own.toString().equals(ones(keys).toString());
        }
        return Objects.equals(wanted, "*")
                || Objects.equals(wanted, index.getName())
                || wanted instanceof Collection<?> names && names.contains(index.getName());
    }

    private static Document ones(Document keys) {
        Document ones = new Document();
        keys.forEach((key, value) ->
                ones.put(key, value instanceof Number direction && direction.intValue() < 0 ? -1 : 1));
        return ones;
    }
}
