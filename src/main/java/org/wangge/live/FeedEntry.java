package org.wangge.live;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;

/**
 * Something that happened, at its place in the feed of its district. It tells that there is something to look at and who may
 * look; it is no copy of it.
 *
 * @param id of the event, so that one told twice is there once
 * @param feed the code of the district
 * @param seq counts up by one within the feed, from 1; 0 before it is stored
 * @param storedAt when it came into the feed
 * @param kind like {@code case.dispatch}: the subject and the step
 * @param subjectId of the case, the hazard, the task or the notice
 * @param number null when it has none
 * @param version after the step; null when it has none or the event is of an earlier version
 * @param state after the step; null when it has none
 * @param office that handles the area; null when nobody said
 * @param area where it lies
 * @param areas in one of which a reader works; of no meaning for a notice
 * @param parties accounts and departments that see it wherever it lies
 * @param restricted whether it is only for those in the area who need to know it
 * @param person the only one whom it is for; null when it is for all who may see it
 * @param changed fields of the subject as its readers know them
 */
@RecordBuilder
public record FeedEntry(
        UUID id,
        String feed,
        long seq,
        Instant storedAt,
        String kind,
        FeedSubject subject,
        UUID subjectId,
        @Nullable String number,
        @Nullable Long version,
        @Nullable String state,
        @Nullable String office,
        GridPath area,
        List<String> areas,
        List<String> parties,
        boolean restricted,
        @Nullable UUID person,
        Instant at,
        List<String> changed) {

    /**
     * Whether this person may see what it is about, by the rules of the lists: a case as in {@code GET /cases}, a hazard or a
     * task of the own area for who may read them, a notice for its recipient.
     */
    public boolean isFor(Actor reader) {
        if (person != null) {
            return person.equals(reader.id());
        }
        return switch (subject) {
            case CASE -> reader.may(Permission.CASE_READ) && (isParty(reader) || isCaseOfTheAreaOf(reader));
            case HAZARD -> reader.may(Permission.HAZARD_READ) && isInAreaOf(reader);
            case TASK -> reader.may(Permission.INSPECTION_READ) && isInAreaOf(reader);
            case NOTICE -> false;
        };
    }

    private boolean isCaseOfTheAreaOf(Actor reader) {
        return reader.may(Permission.CASE_READ_AREA)
                && (!restricted || reader.may(Permission.CASE_READ_RESTRICTED))
                && isInAreaOf(reader);
    }

    private boolean isParty(Actor reader) {
        return parties.contains(reader.id().toString()) || parties.stream().anyMatch(reader.departments()::contains);
    }

    private boolean isInAreaOf(Actor reader) {
        return reader.scopes().stream().map(GridPath::value).anyMatch(areas::contains);
    }

    /** Whether it lies in an area of this code, at whichever level, or is handled by the office of it. */
    public boolean liesIn(String code) {
        return code.equals(office) || areas.stream().anyMatch(path -> path.equals(code) || path.endsWith("/" + code));
    }
}
