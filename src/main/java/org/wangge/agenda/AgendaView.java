package org.wangge.agenda;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Cursor;

/**
 * What one person should do now, what is due first first; the field names are part of the contract.
 *
 * @param nextCursor opaque, null on the last page
 * @param more whether there is more than is shown here, on another page or of a kind of which there is too much to show
 */
public record AgendaView(List<Item> items, @Nullable String nextCursor, boolean more) implements Cursor.Continued {

    @Override
    public AgendaView continuedAt(String cursor) {
        return new AgendaView(items, cursor, more);
    }

    /** What there is to do. */
    public enum Kind {
        /** A case to accept or to resolve. */
        CASE,
        /** A case for the desk to file or to decline. */
        FILING,
        /** A case for the office to dispatch, also one that came back. */
        DISPATCH,
        /** A case that another office offers. */
        TRANSFER,
        /** A case that lies with the district, or came back so often that it does. */
        ARBITRATION,
        /** A case that is resolved: to close, to have checked or done again. */
        CLOSING,
        /** To look at before a case is filed. */
        VERIFICATION,
        /** To look at before a case is closed. */
        CHECK,
        INSPECTION,
        /** A hazard that is said to be put right. */
        RECHECK
    }

    /**
     * One thing to do.
     *
     * @param id of the case, the task or the hazard
     * @param number null for a task
     * @param title the case's category, the task's place, or what failed
     * @param returns how often the case came back, 0 for what cannot
     * @param placeId where, when it is a place that is inspected
     */
    public record Item(
            Kind kind,
            UUID id,
            @Nullable String number,
            String title,
            @Nullable UUID placeId,
            @Nullable String address,
            String gridCode,
            String gridName,
            @Nullable Instant dueAt,
            boolean overdue,
            boolean urgent,
            int returns,
            List<String> openActions) {}
}
