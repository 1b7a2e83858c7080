package org.wangge.embedded.query;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.key.KeyType;
import org.wangge.embedded.key.KeyWriter;
import org.wangge.embedded.query.Condition.Bound;

/** A query taken apart into conditions on paths. What does not fit is left out and makes it incomplete. */
final class Conditions {

    private final Map<String, Condition> byPath = new LinkedHashMap<>();
    private boolean complete = true;

    static Conditions of(Document query) {
        Conditions conditions = new Conditions();
        conditions.addAll(query);
        return conditions;
    }

    @Nullable
    Condition on(String path) {
        return byPath.get(path);
    }

    Iterable<String> paths() {
        return byPath.keySet();
    }

    int size() {
        return byPath.size();
    }

    /** Whether the conditions say all the query says. */
    boolean complete() {
        return complete;
    }

    private void addAll(Document query) {
        for (Map.Entry<String, Object> entry : query.entrySet()) {
            String key = entry.getKey();
            Object value = entry.getValue();
            switch (key) {
                case "$and" -> branches(value).forEach(this::addAll);
                case "$or" -> alternatives(branches(value));
                case "$comment" -> {}
                default -> {
                    if (key.startsWith("$")) {
                        complete = false;
                    } else {
                        addField(key, value);
                    }
                }
            }
        }
    }

    private List<Document> branches(@Nullable Object value) {
        List<Document> branches = new ArrayList<>();
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                if (element instanceof Document document) {
                    branches.add(document);
                }
            }
            if (branches.size() == elements.size() && !branches.isEmpty()) {
                return branches;
            }
        }
        complete = false;
        return List.of();
    }

    /** What all branches of an "or" share is demanded: paging by "later, or same time and larger id" has an end this way. */
    private void alternatives(List<Document> branches) {
        if (branches.size() == 1) {
            addAll(branches.get(0));
            return;
        }
        complete = false;
        if (branches.isEmpty()) {
            return;
        }
        List<Conditions> each = branches.stream().map(Conditions::of).toList();
        for (String path : each.get(0).paths()) {
            Condition hull = each.get(0).on(path);
            for (Conditions other : each.subList(1, each.size())) {
                Condition condition = other.on(path);
                hull = hull == null || condition == null ? null : hull.hull(condition);
            }
            if (hull != null) {
                add(path, hull);
            }
        }
    }

    private void addField(String path, @Nullable Object value) {
        if (!(value instanceof Document operators)) {
            addPoints(path, Arrays.asList(value));
        } else if (operators.isEmpty() || !operators.keySet().iterator().next().startsWith("$")) {
            complete = false;
        } else {
            operators.forEach((operator, operand) -> addOperator(path, operator, operand));
        }
    }

    private void addOperator(String path, String operator, @Nullable Object operand) {
        switch (operator) {
            case "$eq" -> addPoints(path, Arrays.asList(operand));
            case "$in" -> {
                if (operand instanceof Collection<?> values) {
                    addPoints(path, values);
                } else {
                    complete = false;
                }
            }
            case "$gt", "$gte", "$lt", "$lte" -> addBound(path, operator, operand);
            case "$exists" -> {
                if (Utils.isTrue(operand)) {
                    add(path, Condition.existing());
                } else {
                    complete = false;
                }
            }
            default -> complete = false;
        }
    }

    private void addPoints(String path, Collection<? extends @Nullable Object> values) {
        List<byte[]> points = new ArrayList<>(values.size());
        boolean absent = false;
        for (Object value : values) {
            if (value != null && !isPlain(value)) {
                complete = false;
                return;
            }
            absent |= value == null;
            points.add(KeyWriter.key(value));
        }
        points.sort(Arrays::compareUnsigned);
        for (int i = points.size() - 1; i > 0; i--) {
            if (Arrays.equals(points.get(i), points.get(i - 1))) {
                points.remove(i);
            }
        }
        add(path, Condition.points(points, absent, true));
    }

    private void addBound(String path, String operator, @Nullable Object operand) {
        if (operand == null || !isPlain(operand)) {
            complete = false;
            return;
        }
        KeyType type = KeyType.of(operand);
        Bound bound = new Bound(KeyWriter.key(operand), operator.endsWith("e"), type);
        boolean exact = type != KeyType.BINARY;
        add(path, operator.startsWith("$g") ? Condition.low(bound, exact) : Condition.high(bound, exact));
    }

    private void add(String path, Condition condition) {
        byPath.merge(path, condition, Condition::and);
    }

    /** Values for which the index and the check of a document agree on what is equal and what is less. */
    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number number
                        && !(number instanceof Decimal128)
                        && !Double.isNaN(number.doubleValue())
                || value instanceof Instant
                || value instanceof UUID
                || value instanceof ObjectId
                || value instanceof Boolean
                || value instanceof BinData;
    }
}
