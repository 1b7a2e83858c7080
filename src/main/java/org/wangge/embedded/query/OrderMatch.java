package org.wangge.embedded.query;

import java.util.function.IntPredicate;

/** Whether reading an index in its order yields a sort order, forward or backward, range after range or merged. */
record OrderMatch(boolean ordered, boolean merged, boolean backward) {

    private static final OrderMatch NO = new OrderMatch(false, false, false);

    static OrderMatch find(IndexView index, SortOrder sort, IntPredicate single, int pointFields, int ranges) {
        if (sort.isNone()) {
            return new OrderMatch(false, false, sort.backward() && index.primary());
        }
        OrderMatch concatenated = match(index, sort, single, 0, false);
        if (concatenated.ordered() || ranges <= 1) {
            return concatenated;
        }
        return match(index, sort, single, pointFields, true);
    }

    private static OrderMatch match(IndexView index, SortOrder sort, IntPredicate single, int from, boolean merged) {
        int field = from;
        boolean decided = false;
        boolean backward = false;
        for (SortOrder.Part part : sort.parts()) {
            String path = part.path().toString();
            if (isConstant(index, path, single)) {
                continue;
            }
            while (field < index.orderedFields() && !index.path(field).equals(path) && single.test(field)) {
                field++;
            }
            if (field >= index.orderedFields() || !index.path(field).equals(path) || index.isMultikey(field)) {
                return NO;
            }
            boolean against = part.descending() != index.isDescending(field);
            if (decided && against != backward) {
                return NO;
            }
            decided = true;
            backward = against;
            field++;
        }
        return new OrderMatch(true, merged, backward);
    }

    private static boolean isConstant(IndexView index, String path, IntPredicate single) {
        for (int field = 0; field < index.fields(); field++) {
            if (single.test(field)
                    && !index.isMultikey(field)
                    && index.path(field).equals(path)) {
                return true;
            }
        }
        return false;
    }
}
