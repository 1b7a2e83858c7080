package org.wangge.embedded.engine;

import static org.wangge.embedded.engine.Arguments.bad;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.TypeMismatchException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses an update that is none, as MongoDB does before it changes any document. */
final class UpdateCheck {

    private static final int EMPTY_FIELD_NAME = 56;
    private static final String EACH = "$each";
    private static final Set<String> OPERATORS = Set.of(
            "$inc",
            "$mul",
            "$rename",
            "$setOnInsert",
            "$set",
            "$unset",
            "$min",
            "$max",
            "$currentDate",
            "$addToSet",
            "$pop",
            "$pullAll",
            "$pull",
            "$push",
            "$bit");

    private UpdateCheck() {}

    static void update(Document update) {
        if (update.keySet().stream().noneMatch(key -> key.startsWith("$"))) {
            return;
        }
        update.forEach((operator, operand) -> {
            if (!OPERATORS.contains(operator)) {
                throw new FailedToParseException("Unknown modifier: " + operator
                        + ". Expected a valid update modifier or pipeline-style update specified as an array");
            }
            if (!(operand instanceof Document fields)) {
                throw new FailedToParseException("Modifiers operate on fields but " + operator + " has something else."
                        + " For example: {$mod: {<field>: ...}}");
            }
            fields.forEach((path, value) -> field(operator, path, value));
        });
    }

    private static void field(String operator, String path, @Nullable Object value) {
        if (Arrays.asList(path.split("\\.", -1)).contains("")) {
            throw new MongoServerError(
                    EMPTY_FIELD_NAME, "EmptyFieldName", "The update path '" + path + "' contains an empty field name");
        }
        if (value instanceof Document document
                && document.containsKey(EACH)
                && !(document.get(EACH) instanceof Collection)) {
            String message = "The argument to $each in " + operator + " must be an array";
            if (operator.equals("$push")) {
                throw bad(message);
            }
            if (operator.equals("$addToSet")) {
                throw new TypeMismatchException(message);
            }
        }
        if (operator.equals("$pullAll") && !(value instanceof Collection)) {
            throw bad("$pullAll requires an array argument");
        }
        if (operator.equals("$pull")) {
            QueryCheck.value(value);
        }
        if (operator.equals("$currentDate")
                && value instanceof Document type
                && !(type.get("$type") instanceof String)) {
            throw bad("The '$type' string field is required to be 'date' or 'timestamp'");
        }
    }
}
