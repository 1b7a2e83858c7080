package org.wangge.inspection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.reason.GivenReason;
import org.wangge.reason.Reasons;
import org.wangge.shared.PersonName;

/** An inspection as one person sees it now; the field names are part of the contract. */
public record InspectionView(
        UUID id,
        InspectionState state,
        long version,
        UUID placeId,
        PlaceName place,
        String checklistCode,
        int checklistVersion,
        String checklistName,
        @Nullable UUID taskId,
        PersonName inspector,
        @Nullable PersonName secondInspector,
        CheckInView checkIn,
        String gridCode,
        String gridName,
        String officeCode,
        String officeName,
        List<Answer> answers,
        @Nullable GivenReason unansweredReason,
        @Nullable SignatureView signature,
        @Nullable RefusalView refusal,
        @Nullable GivenReason abandoned,
        @Nullable ResultView result,
        Instant startedAt,
        Instant receivedAt,
        @Nullable Instant submittedAt,
        @Nullable Duration dwell,
        Instant updatedAt,
        List<DoubtView> doubts,
        List<String> openActions) {

    /**
     * Something that the phone said and that is not used, and why.
     *
     * @param field pointer into what was sent
     * @param given as it came
     */
    public record DoubtView(DoubtCode code, String field, String given, String text) {}

    public record PlaceName(String kind, String name, String address, String industry) {}

    /** How presence was proved: POSITION, QR, or REASON when it was not. */
    public record CheckInView(
            String proof,
            @Nullable Double distanceMetres,
            @Nullable Double accuracyMetres,
            @Nullable GivenReason reason) {}

    public record SignatureView(UUID mediaId, String url) {}

    public record RefusalView(String text) {}

    public record ResultView(int passed, int failed, int notApplicable, int unanswered, List<UUID> hazardIds) {}

    static InspectionView of(
            InspectionFile file, List<String> openActions, List<DoubtView> doubts, Reasons reasons, Locale locale) {
        InspectionFile.Area area = file.area();
        InspectionFile.PlaceName place = file.place();
        UUID signature = file.signatureMediaId();
        return new InspectionView(
                file.id(),
                file.state(),
                file.version(),
                place.id(),
                new PlaceName(place.kind(), place.name(), place.address(), place.industry()),
                file.checklist().code(),
                file.checklist().version(),
                file.checklist().name().in(locale),
                file.taskId(),
                file.inspector(),
                file.secondInspector(),
                checkIn(file.checkIn(), reasons.shown("check-in", file.checkIn().reason(), locale)),
                area.gridPath().code(),
                area.gridName().in(locale),
                area.officeCode(),
                area.officeName().in(locale),
                file.answers(),
                reasons.shown("unanswered", file.unansweredReason(), locale),
                signature == null ? null : new SignatureView(signature, "/api/v1/media/" + signature),
                file.refusal() == null ? null : new RefusalView(file.refusal()),
                reasons.shown("abandon", file.abandoned(), locale),
                result(file.result()),
                file.startedAt(),
                file.receivedAt(),
                file.submittedAt(),
                file.submittedAt() == null ? null : Duration.between(file.startedAt(), file.submittedAt()),
                file.updatedAt(),
                doubts,
                openActions);
    }

    private static CheckInView checkIn(InspectionFile.CheckedIn checkedIn, @Nullable GivenReason reason) {
        return new CheckInView(
                checkedIn.proof().name(),
                checkedIn.distanceMetres(),
                checkedIn.position() == null ? null : checkedIn.position().accuracyMetres(),
                reason);
    }

    private static @Nullable ResultView result(InspectionFile.@Nullable Result result) {
        return result == null
                ? null
                : new ResultView(
                        result.passed(),
                        result.failed(),
                        result.notApplicable(),
                        result.unanswered(),
                        result.hazardIds());
    }
}
