package org.wangge.hazard.store;

import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.Journal;
import org.wangge.work.StoreIndexes;

/** The indexes of hazards and their journal, each with the query that needs it. */
@Component
class HazardIndexes implements StoreIndexes {

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                HazardStore.HAZARDS,
                ofHazards(),
                HazardStore.JOURNAL,
                List.of(Journal.index(HazardStore.JOURNAL_OWNER)));
    }

    private static List<Index> ofHazards() {
        return List.of(
                // The list of an area: some states, the newest first.
                ascending("areas")
                        .on("state", Direction.ASC)
                        .on("updatedAt", Direction.DESC)
                        .on("_id", Direction.DESC),
                // The same by what is due first; what is open is found without what has ended, for the risk map too.
                ascending("areas")
                        .on("state", Direction.ASC)
                        .on("dueAt", Direction.ASC)
                        .on("_id", Direction.ASC),
                // The same by when it was found.
                ascending("areas").on("foundAt", Direction.DESC).on("_id", Direction.DESC),
                // What somebody found.
                ascending("foundBy._id")
                        .on("state", Direction.ASC)
                        .on("updatedAt", Direction.DESC)
                        .on("_id", Direction.DESC),
                // How many are late, for those who run it.
                ascending("state").on("dueAt", Direction.ASC),
                // The monthly form and the lists behind its numbers.
                ascending("areas").on("level", Direction.ASC).on("foundMonth", Direction.ASC),
                ascending("areas").on("closedMonth", Direction.ASC),
                // A place's hazards; how often the same item failed there lately.
                ascending("place._id").on("item._id", Direction.ASC).on("foundAt", Direction.DESC),
                // The hazards of an inspection.
                ascending("inspectionId"),
                // DailyNumbers gives each out once: an index that made sure of it again could not be on shards.
                ascending("number"),
                // The last notice of an office and day; NoticeSeries sees to it that no two have the same number.
                ascending("notice.number").sparse(),
                // Those that follow on a notice; the number stands on the one that leads.
                ascending("notice.lead.hazardId").sparse(),
                // Which hazard a case came from.
                ascending("caseId").sparse(),
                // What goes on with a case that is taken up again.
                ascending("caseNumber").sparse(),
                // What time does: dates missed, decisions not made.
                ascending("escalateAt").sparse(),
                ascending("confirmBy").sparse(),
                // Who may see a photo is who may see its hazard.
                ascending("mediaIds").sparse(),
                // What is under listed supervision now, for everyone.
                ascending("listing.level").on("listing.endedAt", Direction.ASC).sparse(),
                // The relay looks for hazards with something to tell.
                ascending("dispatch.dueAt").sparse());
    }

    private static Index ascending(String field) {
        return new Index(field, Direction.ASC);
    }
}
