package org.wangge.paging;

import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * By one field, and by id where it is the same.
 *
 * @param field of the stored document; those without it come first, or last when descending
 * @param descending the largest first, ids too
 */
public record PageOrder(String field, boolean descending) {

    private static final String ID = "_id";

    /** What the query is sorted by, for its first page as for all others. */
    public Sort sort() {
        return Sort.by(descending ? Sort.Direction.DESC : Sort.Direction.ASC, field, ID);
    }

    /**
     * What comes after a document, which need not be there any more; to be joined with whatever else is asked for.
     *
     * @param value of the order's field in it
     */
    public List<Criteria> beyond(Object value, Object id) {
        Criteria sameButLater = Criteria.where(field).is(value).and(ID);
        return List.of(
                // Said by itself, because not every server makes a range of its index of an alternative.
                descending
                        ? Criteria.where(field).lte(value)
                        : Criteria.where(field).gte(value),
                new Criteria()
                        .orOperator(
                                descending
                                        ? Criteria.where(field).lt(value)
                                        : Criteria.where(field).gt(value),
                                descending ? sameButLater.lt(id) : sameButLater.gt(id)));
    }
}
