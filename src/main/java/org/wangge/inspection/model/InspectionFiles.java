package org.wangge.inspection.model;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.checklist.Checklist;
import org.wangge.inspection.Answer;
import org.wangge.inspection.InspectionState;
import org.wangge.inspection.MorePhotos;
import org.wangge.inspection.StartInspection;
import org.wangge.inspection.StartInspection.Submission;
import org.wangge.inspection.events.InspectionEvent;
import org.wangge.inspection.model.InspectionFile.Area;
import org.wangge.inspection.model.InspectionFile.CheckedIn;
import org.wangge.inspection.model.InspectionFile.Name;
import org.wangge.inspection.model.InspectionFile.PlaceName;
import org.wangge.inspection.model.InspectionFile.Result;
import org.wangge.inspection.model.InspectionFile.Sheet;
import org.wangge.inspection.model.InspectionFile.Written;
import org.wangge.place.Place;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reason;

/** Makes the file of an inspection anew for each of its steps. */
public final class InspectionFiles {

    private InspectionFiles() {}

    /** What a step happens under: the time, whose days count, and the client's operation. */
    public record Moment(Instant now, ZoneId zone, Operation operation) {}

    public static InspectionFile started(
            UUID id,
            StartInspection start,
            Instant startedAt,
            Place place,
            Checklist checklist,
            CheckedIn checkIn,
            Actor inspector,
            @Nullable Name second,
            List<InspectionFile.Doubt> doubts,
            Moment moment) {
        Instant now = moment.now();
        String key = moment.operation().key();
        return new InspectionFile(
                id,
                InspectionState.STARTED,
                1,
                new PlaceName(place.id(), place.kind(), place.name(), place.address(), place.industry()),
                new Sheet(checklist.code(), checklist.version(), checklist.name()),
                start.taskId(),
                new Name(inspector.id(), inspector.name()),
                second,
                checkIn,
                new Area(place.gridPath().value(), place.gridName(), place.officeCode(), place.officeName()),
                place.gridPath().ancestry(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                doubts.isEmpty() ? null : doubts,
                List.of(),
                startedAt,
                now,
                null,
                null,
                now,
                key,
                key == null ? null : moment.operation().bodyHash(),
                List.of());
    }

    /** With more answers; those that are not right were refused by {@link InspectionRules#check} or set aside. */
    public static InspectionFile answered(
            InspectionFile file, List<Answer> more, List<InspectionFile.Doubt> doubts, Moment moment) {
        List<Answer> answers = InspectionRules.merge(file.answers(), more);
        return next(file, file.state(), answers, null, null, file.result(), doubts, moment);
    }

    /** Ended; what is missing was refused by {@link InspectionRules#requireComplete}. */
    public static InspectionFile submitted(
            InspectionFile file,
            Submission end,
            Checklist checklist,
            List<InspectionFile.Doubt> doubts,
            Moment moment) {
        Result result = InspectionRules.conclude(file.id(), file.answers(), checklist);
        return next(file, InspectionState.SUBMITTED, file.answers(), end, null, result, doubts, moment);
    }

    /** With photos that came after its end, which stays as it was; what does not fit was refused by {@link InspectionRules#check}. */
    public static InspectionFile withPhotos(InspectionFile file, MorePhotos more, Moment moment) {
        UUID signature = more.signatureMediaId() == null ? file.signatureMediaId() : more.signatureMediaId();
        Submission end = new Submission(
                signature,
                file.refusal(),
                file.unansweredReason(),
                file.submittedAt() == null ? null : PhoneTime.of(file.submittedAt()));
        List<Answer> answers = InspectionRules.with(more, file.answers());
        return next(file, file.state(), answers, end, null, file.result(), List.of(), moment);
    }

    public static InspectionFile abandoned(InspectionFile file, Reason reason, Moment moment) {
        return next(file, InspectionState.ABANDONED, file.answers(), null, reason, null, List.of(), moment);
    }

    private static InspectionFile next(
            InspectionFile file,
            InspectionState state,
            List<Answer> answers,
            @Nullable Submission end,
            @Nullable Reason abandoned,
            @Nullable Result result,
            List<InspectionFile.Doubt> doubts,
            Moment moment) {
        Instant submittedAt = end == null ? null : submittedAt(file, end, moment.now());
        List<UUID> photos = InspectionRules.photos(answers);
        UUID signature = end == null ? null : end.signatureMediaId();
        return new InspectionFile(
                file.id(),
                state,
                file.version() + 1,
                file.place(),
                file.checklist(),
                file.taskId(),
                file.inspector(),
                file.secondInspector(),
                file.checkIn(),
                file.area(),
                file.areas(),
                answers,
                end == null ? null : end.unansweredReason(),
                signature,
                end == null || signature != null ? null : end.refusal(),
                abandoned,
                result,
                doubts(file, doubts),
                signature == null
                        ? photos
                        : Stream.concat(photos.stream(), Stream.of(signature)).toList(),
                file.startedAt(),
                file.receivedAt(),
                submittedAt,
                submittedAt == null
                        ? null
                        : YearMonth.from(submittedAt.atZone(moment.zone())).toString(),
                moment.now(),
                file.operationKey(),
                file.operationHash(),
                written(file, moment.operation()));
    }

    private static @Nullable List<InspectionFile.Doubt> doubts(InspectionFile file, List<InspectionFile.Doubt> more) {
        List<InspectionFile.Doubt> before = file.doubts();
        if (before == null || more.isEmpty()) {
            return more.isEmpty() ? before : more;
        }
        return Stream.concat(before.stream(), more.stream()).distinct().toList();
    }

    /** By the phone, but neither before it began nor in the future. */
    private static Instant submittedAt(InspectionFile file, Submission end, Instant now) {
        Instant said = end.submittedAt() == null ? null : end.submittedAt().moment();
        return said == null || said.isAfter(now) || said.isBefore(file.startedAt()) ? now : said;
    }

    private static List<Written> written(InspectionFile file, Operation operation) {
        if (operation.key() == null) {
            return file.operations();
        }
        List<Written> all = new ArrayList<>(file.operations());
        all.add(new Written(operation.key(), operation.bodyHash()));
        return all;
    }

    /** The event that tells of the state it has come to. */
    public static InspectionEvent event(InspectionFile file) {
        Result result = file.result();
        return new InspectionEvent(
                Ids.next(),
                file.updatedAt(),
                file.id(),
                file.state(),
                file.place().id(),
                file.taskId(),
                file.area().gridPath(),
                file.inspector().id(),
                result == null ? 0 : result.failed(),
                file.mediaIds());
    }
}
