package org.wangge.inspection.model;

import java.time.Instant;
import java.time.YearMonth;
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
import org.wangge.inspection.model.InspectionFile.PlaceName;
import org.wangge.inspection.model.InspectionFile.Result;
import org.wangge.inspection.model.InspectionFile.Sheet;
import org.wangge.place.Place;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.shared.Reason;

/** Makes the file of an inspection anew for each of its steps. */
public final class InspectionFiles {

    private InspectionFiles() {}

    public static InspectionFile started(
            UUID id,
            StartInspection start,
            Instant startedAt,
            Place place,
            Checklist checklist,
            CheckedIn checkIn,
            Actor inspector,
            @Nullable PersonName second,
            List<InspectionFile.Doubt> doubts,
            Instant now,
            Operation operation) {
        return new InspectionFile(
                id,
                InspectionState.STARTED,
                1,
                new PlaceName(place.id(), place.kind(), place.name(), place.address(), place.industry()),
                new Sheet(checklist.code(), checklist.version(), checklist.name()),
                start.taskId(),
                PersonName.of(inspector),
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
                null,
                operation.key() == null ? null : operation.bodyHash(),
                null);
    }

    /** With more answers; those that are not right were refused by {@link InspectionRules#check} or set aside. */
    public static InspectionFile answered(
            InspectionFile file, List<Answer> more, List<InspectionFile.Doubt> doubts, InspectionContext facts) {
        return next(file, InspectionRules.merge(file.answers(), more), null, doubts, facts)
                .build();
    }

    /** Ended; what is missing was refused by {@link InspectionRules#requireComplete}. */
    public static InspectionFile submitted(
            InspectionFile file, Submission end, List<InspectionFile.Doubt> doubts, InspectionContext facts) {
        Instant submittedAt = submittedAt(file, end, facts.now());
        UUID signature = end.signatureMediaId();
        return next(file, file.answers(), signature, doubts, facts)
                .state(InspectionState.SUBMITTED)
                .unansweredReason(end.unansweredReason())
                .refusal(signature == null ? end.refusal() : null)
                .result(InspectionRules.conclude(file.id(), file.answers(), facts.checklist()))
                .submittedAt(submittedAt)
                .month(YearMonth.from(submittedAt.atZone(facts.zone())).toString())
                .build();
    }

    /** With photos that came after its end, which stays as it was; what does not fit was refused by {@link InspectionRules#check}. */
    static InspectionFile withPhotos(InspectionFile file, MorePhotos more, InspectionContext facts) {
        UUID signature = more.signatureMediaId() == null ? file.signatureMediaId() : more.signatureMediaId();
        return next(file, InspectionRules.with(more, file.answers()), signature, List.of(), facts)
                .build();
    }

    static InspectionFile abandoned(InspectionFile file, Reason reason, InspectionContext facts) {
        return next(file, file.answers(), null, List.of(), facts)
                .state(InspectionState.ABANDONED)
                .abandoned(reason)
                .build();
    }

    private static InspectionFileBuilder next(
            InspectionFile file,
            List<Answer> answers,
            @Nullable UUID signature,
            List<InspectionFile.Doubt> doubts,
            InspectionContext facts) {
        return InspectionFileBuilder.builder(file)
                .version(file.version() + 1)
                .updatedAt(facts.now())
                .answers(answers)
                .signatureMediaId(signature)
                .mediaIds(Stream.concat(InspectionRules.photos(answers).stream(), Stream.ofNullable(signature))
                        .toList())
                .doubts(doubts(file, doubts));
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
