package org.wangge.casework.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.listing.WordSearch;
import org.wangge.work.EarlierKeys;
import org.wangge.work.Journal;
import org.wangge.work.StoreIndexes;

/** The indexes of cases and their journal, each with the query that needs it. */
@Component
public class CaseIndexes implements StoreIndexes {

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(CaseStore.CASES, ofCases(), CaseStore.JOURNAL, List.of(Journal.index(CaseStore.JOURNAL_OWNER)));
    }

    private static List<Index> ofCases() {
        List<Index> indexes = new ArrayList<>();
        // The dispatcher's list: an area, some states, the newest first.
        indexes.add(ascending("areas")
                .on("state", Direction.ASC)
                .on("updatedAt", Direction.DESC)
                .on("_id", Direction.DESC));
        // The same by what is due first; what is open is found without what has ended, however much that is.
        indexes.add(ascending("areas")
                .on("state", Direction.ASC)
                .on("dueAt", Direction.ASC)
                .on("_id", Direction.ASC));
        // The same by when it was reported.
        indexes.add(ascending("areas").on("reportedAt", Direction.DESC).on("_id", Direction.DESC));
        // "My cases" of a reporter, handler or asked worker, wherever they lie, and those of them that are open.
        indexes.add(ascending("parties")
                .on("state", Direction.ASC)
                .on("updatedAt", Direction.DESC)
                .on("_id", Direction.DESC));
        // What is listed for one person, department or desk, without what is not, however much that is.
        indexes.add(ascending(CaseStore.LISTED_FOR)
                .on("state", Direction.ASC)
                .on("updatedAt", Direction.DESC)
                .on("_id", Direction.DESC));
        // What is counted for those who run it: late ones.
        indexes.add(ascending("state").on("dueAt", Direction.ASC));
        // The latter, and who handled the newest of a category.
        indexes.add(ascending("category.code").on("state", Direction.ASC).on("_id", Direction.DESC));
        // A number names one case: DailyNumbers gives each out once. An index that made sure of it again could not be
        // on shards.
        indexes.add(ascending("number"));
        // A repeated report finds the case that an earlier version made.
        indexes.add(EarlierKeys.index());
        // Who may see a photo is who may see its case.
        indexes.add(ascending("mediaIds").sparse());
        // What the district decided in a period.
        indexes.add(ascending("between.arbitrations.at").sparse());
        // Deadlines to compute anew when a calendar arrives.
        indexes.add(ascending("provisional").sparse());
        // Words within sentences, by the rarest of their grams; no time beside it, or each step of a case would write
        // all entries anew.
        indexes.add(ascending(WordSearch.grams("search")));
        // Cases of earlier versions, to be made such that all lists find them.
        indexes.add(ascending(WordSearch.form("search")));
        // Those few whose place is unclear.
        indexes.add(ascending("unclear").sparse());
        // What an emergency overlay changed.
        indexes.add(ascending("ruling.overlays").sparse());
        // The relay looks for cases with something to tell.
        indexes.add(ascending("dispatch.dueAt").sparse());
        return indexes;
    }

    private static Index ascending(String field) {
        return new Index(field, Direction.ASC);
    }
}
