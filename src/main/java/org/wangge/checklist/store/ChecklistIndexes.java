package org.wangge.checklist.store;

import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.StoreIndexes;

/** The index of checklists. */
@Component
public class ChecklistIndexes implements StoreIndexes {

    /** The newest version of one list and of all, in order; and no version twice. */
    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                ChecklistStore.CHECKLISTS,
                List.of(new Index("code", Direction.ASC)
                        .on("version", Direction.DESC)
                        .unique()));
    }
}
