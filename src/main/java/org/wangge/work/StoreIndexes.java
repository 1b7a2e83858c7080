package org.wangge.work;

import java.util.List;
import java.util.Map;
import org.springframework.data.mongodb.core.index.Index;

/**
 * The indexes of a module's collections, each beside the query that needs it. They are made at start, before anything is read
 * or served; those that are there already stay.
 */
public interface StoreIndexes {

    /** By collection; ascending or descending, unique or sparse, under the name given or the one the driver makes. */
    Map<String, List<Index>> indexes();
}
