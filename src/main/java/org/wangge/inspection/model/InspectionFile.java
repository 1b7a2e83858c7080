package org.wangge.inspection.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.inspection.Answer;
import org.wangge.inspection.DoubtCode;
import org.wangge.inspection.InspectionState;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.shared.Position;
import org.wangge.shared.Reason;
import org.wangge.work.Versioned;

/**
 * An inspection as stored.
 *
 * @param areas the grid and all areas above it
 * @param startedAt by the phone, never later than it was received
 * @param month in which it was submitted, for the monthly form; null before
 * @param doubts what the phone said that is not used; null in inspections of earlier versions
 * @param operationKey null unless an earlier version made it: now the id is claimed under it
 */
@RecordBuilder
public record InspectionFile(
        UUID id,
        InspectionState state,
        long version,
        PlaceName place,
        Sheet checklist,
        @Nullable UUID taskId,
        PersonName inspector,
        @Nullable PersonName secondInspector,
        CheckedIn checkIn,
        Area area,
        List<String> areas,
        List<Answer> answers,
        @Nullable Reason unansweredReason,
        @Nullable UUID signatureMediaId,
        @Nullable String refusal,
        @Nullable Reason abandoned,
        @Nullable Result result,
        @Nullable List<Doubt> doubts,
        List<UUID> mediaIds,
        Instant startedAt,
        Instant receivedAt,
        @Nullable Instant submittedAt,
        @Nullable String month,
        Instant updatedAt,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    /** By its path. */
    @Override
    public String caption() {
        return "/api/v1/inspections/" + id;
    }

    public record PlaceName(UUID id, String kind, String name, String address, String industry) {}

    public record Area(String path, LocalizedText gridName, String officeCode, LocalizedText officeName) {

        public GridPath gridPath() {
            return new GridPath(path);
        }
    }

    /** Which checklist, in the version it is answered by. */
    public record Sheet(String code, int version, LocalizedText name) {}

    /** How presence was proved. */
    public enum Proof {
        POSITION,
        QR,
        /** Not proved; a reason was given. */
        REASON
    }

    /**
     * @param distanceMetres between the phone and the place, null without a position
     */
    public record CheckedIn(
            Proof proof,
            @Nullable Position position,
            @Nullable Double distanceMetres,
            @Nullable Reason reason) {}

    public record Result(int passed, int failed, int notApplicable, int unanswered, List<UUID> hazardIds) {}

    /**
     * Something that the phone said and that is not used.
     *
     * @param field pointer into what was sent
     * @param given as it came
     */
    public record Doubt(DoubtCode code, String field, String given) {}

    public boolean isInspectedBy(UUID account) {
        return inspector.id().equals(account)
                || secondInspector != null && secondInspector.id().equals(account);
    }
}
