package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.ErrorCode;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.TypeMismatchException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of commands, or MongoDB's own errors where they have a wrong type; the library would end in a class cast. */
final class Arguments {

    private static final int NOT_IN_RANGE = 51024;
    private static final int MISSING = 40414;

    private Arguments() {}

    /** A document that may be absent. */
    static @Nullable Document optional(Document command, String name) {
        Object value = command.get(name);
        if (value == null || value instanceof Document) {
            return (Document) value;
        }
        throw wrongType(name, value, "object");
    }

    /** An absent document is empty. */
    static Document document(Document command, String name) {
        Document value = optional(command, name);
        return value == null ? new Document() : value;
    }

    static Document required(Document command, String name) {
        if (!command.containsKey(name)) {
            throw new MongoServerError(MISSING, "BSON field '" + name + "' is missing but a required field");
        }
        return document(command, name);
    }

    /** A number that may be absent. */
    static @Nullable Number number(Document command, String name) {
        Object value = command.get(name);
        if (value == null || value instanceof Number) {
            return (Number) value;
        }
        throw wrongType(name, value, "number");
    }

    /** A number that may be absent and is not below zero. */
    static @Nullable Number count(Document command, String name) {
        Number value = number(command, name);
        if (value != null && value.longValue() < 0) {
            throw new MongoServerError(
                    NOT_IN_RANGE, "BSON field '" + name + "' value must be >= 0, actual value '" + value + "'");
        }
        return value;
    }

    /** Zero when absent. */
    static long orZero(@Nullable Number value) {
        return value == null ? 0 : value.longValue();
    }

    /** A list of documents; an absent one is empty. */
    static List<Document> documents(Document command, String name) {
        Object value = command.get(name);
        if (value == null) {
            return new ArrayList<>();
        }
        if (!(value instanceof Collection<?> elements)) {
            throw wrongType(name, value, "array");
        }
        List<Document> documents = new ArrayList<>();
        for (Object element : elements) {
            if (!(element instanceof Document document)) {
                throw wrongType(name + "." + documents.size(), element, "object");
            }
            documents.add(document);
        }
        return documents;
    }

    /** The name of the collection a command is for. */
    static String collection(Document command, String name) {
        if (command.get(name) instanceof String collection) {
            return collection;
        }
        throw new MongoServerError(ErrorCode.InvalidNamespace, "collection name has an invalid type");
    }

    static TypeMismatchException wrongType(String name, @Nullable Object value, String expected) {
        return new TypeMismatchException(
                "BSON field '" + name + "' is the wrong type '" + type(value) + "', expected type '" + expected + "'");
    }

    static BadValueException bad(String message) {
        return new BadValueException(message);
    }

    private static String type(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Collection) {
            return "array";
        }
        return value instanceof Document
                ? "object"
                : value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
