package org.wangge.embedded.engine;

import static org.wangge.embedded.engine.Arguments.bad;

import de.bwaldvogel.mongo.backend.BsonType;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.TypeMismatchException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a query whose operators have operands of a wrong kind, as MongoDB does before it reads any document. The library
 * finds such faults in the middle of a document, or not at all.
 */
final class QueryCheck {

    private static final int INVALID_REGEX = 51091;
    private static final int NOT_IMPLEMENTED = 238;
    private static final String REGEX = "$regex";
    private static final String OPTIONS = "$options";
    private static final Set<String> REFERENCES = Set.of("$ref", "$id", "$db");
    private static final Set<String> PLAIN = Set.of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$exists", "$comment");

    private QueryCheck() {}

    /** Checks a whole query. */
    static void query(Document query) {
        query.forEach((key, value) -> {
            switch (key) {
                case "$and", "$or", "$nor" -> branches(key, value);
                case "$expr", "$comment" -> {}
                default -> {
                    if (key.startsWith("$") && !REFERENCES.contains(key)) {
                        throw bad("unknown top level operator: " + key);
                    }
                    value(value);
                }
            }
        });
    }

    /** Checks the {@code $match} stages of a pipeline. */
    static void pipeline(List<Document> stages) {
        for (Document stage : stages) {
            if (stage.containsKey("$match")) {
                query(Arguments.document(stage, "$match"));
            }
        }
    }

    private static void branches(String operator, @Nullable Object value) {
        if (!(value instanceof Collection<?> branches) || branches.isEmpty()) {
            throw bad(operator + " must be a nonempty array");
        }
        for (Object branch : branches) {
            if (!(branch instanceof Document query)) {
                throw bad("$or/$and/$nor entries need to be full objects");
            }
            query(query);
        }
    }

    /** Checks what one field, or one element of a list, is compared with. */
    static void value(@Nullable Object value) {
        if (value instanceof BsonRegularExpression) {
            regex(value);
        } else if (value instanceof Document document && isOperators(document)) {
            operators(document);
        }
    }

    private static boolean isOperators(Document document) {
        return !document.isEmpty()
                && document.keySet().iterator().next().startsWith("$")
                && document.keySet().stream().noneMatch(REFERENCES::contains);
    }

    private static void operators(Document operators) {
        for (Map.Entry<String, Object> entry : operators.entrySet()) {
            operator(operators, entry.getKey(), entry.getValue());
        }
    }

    private static void operator(Document all, String name, @Nullable Object operand) {
        switch (name) {
            case "$in", "$nin" -> list(name, operand).forEach(QueryCheck::element);
            case "$all" ->
                list(name, operand).forEach(element -> {
                    if (element instanceof Document document && document.containsKey("$elemMatch")) {
                        operators(document);
                    }
                });
            case "$elemMatch" -> elementMatch(operand);
            case "$not" -> not(operand);
            case REGEX -> regex(all);
            case OPTIONS -> {
                if (!all.containsKey(REGEX)) {
                    throw bad("$options needs a $regex");
                }
            }
            case "$size" -> size(operand);
            case "$type" -> type(operand);
            case "$geoWithin", "$geoIntersects", "$near", "$nearSphere" ->
                throw new MongoServerError(NOT_IMPLEMENTED, "NotImplemented", "the embedded store has no " + name);
            case "$mod" -> mod(operand);
            case "$and", "$or", "$nor" -> branches(name, operand);
            default -> {
                if (!PLAIN.contains(name)) {
                    throw bad("unknown operator: " + name);
                }
            }
        }
    }

    private static Collection<?> list(String operator, @Nullable Object operand) {
        if (operand instanceof Collection<?> values) {
            return values;
        }
        throw bad(operator + " needs an array");
    }

    private static void element(@Nullable Object element) {
        if (element instanceof BsonRegularExpression) {
            regex(element);
        } else if (element instanceof Document document && isOperators(document)) {
            throw bad("cannot nest $ under $in");
        }
    }

    private static void elementMatch(@Nullable Object operand) {
        if (!(operand instanceof Document document)) {
            throw bad("$elemMatch needs an Object");
        }
        boolean branching = document.keySet().stream().anyMatch(Set.of("$and", "$or", "$nor")::contains);
        if (isOperators(document) && !branching) {
            operators(document);
        } else {
            query(document);
        }
    }

    private static void not(@Nullable Object operand) {
        if (operand instanceof BsonRegularExpression) {
            regex(operand);
            return;
        }
        if (!(operand instanceof Document document)) {
            throw bad("$not needs a regex or a document");
        }
        if (document.isEmpty()) {
            throw bad("$not cannot be empty");
        }
        operators(document);
    }

    private static void regex(@Nullable Object operand) {
        if (operand instanceof Document document) {
            Object pattern = document.get(REGEX);
            if (!(pattern instanceof String) && !(pattern instanceof BsonRegularExpression)) {
                throw bad("$regex has to be a string");
            }
            if (document.get(OPTIONS) != null && !(document.get(OPTIONS) instanceof String)) {
                throw bad("$options has to be a string");
            }
        }
        try {
            BsonRegularExpression.convertToRegularExpression(operand).matcher("");
        } catch (IllegalArgumentException invalid) {
            throw new MongoServerError(INVALID_REGEX, "Regular expression is invalid");
        }
    }

    private static void size(@Nullable Object operand) {
        if (!(operand instanceof Number size) || size.doubleValue() != size.longValue()) {
            throw bad("Failed to parse $size. Expected an integer");
        }
        if (size.longValue() < 0) {
            throw bad("Failed to parse $size. Expected a non-negative number");
        }
    }

    private static void type(@Nullable Object operand) {
        if (operand instanceof Collection<?> types) {
            types.forEach(QueryCheck::type);
        } else if (operand instanceof Number number) {
            try {
                BsonType.forNumber(number);
            } catch (IllegalArgumentException unknown) {
                throw bad("Invalid numerical type code: " + number);
            }
        } else if (!(operand instanceof String)) {
            throw new TypeMismatchException("type must be represented as a number or a string");
        }
    }

    private static void mod(@Nullable Object operand) {
        if (!(operand instanceof List<?> parts)) {
            throw bad("malformed mod, needs to be an array");
        }
        if (parts.size() != 2) {
            throw bad("malformed mod, " + (parts.size() < 2 ? "not enough" : "too many") + " elements");
        }
        if (!(parts.get(0) instanceof Number divisor) || !(parts.get(1) instanceof Number)) {
            throw bad("malformed mod, divisor and remainder are numbers");
        }
        if (divisor.intValue() == 0) {
            throw bad("divisor cannot be 0");
        }
    }
}
