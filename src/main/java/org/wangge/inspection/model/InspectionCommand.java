package org.wangge.inspection.model;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.wangge.inspection.Answer;
import org.wangge.inspection.MorePhotos;
import org.wangge.inspection.StartInspection.Submission;
import org.wangge.shared.Reason;

/** What an inspector wants to do, with all that the action needs. */
public sealed interface InspectionCommand {

    InspectionAction action();

    /** All photos and the signature that it names. */
    default List<UUID> mediaIds() {
        return List.of();
    }

    /** Answers in place of what was said before to the same items. */
    record GiveAnswers(List<Answer> answers) implements InspectionCommand {
        @Override
        public InspectionAction action() {
            return InspectionAction.ANSWER;
        }

        @Override
        public List<UUID> mediaIds() {
            return InspectionRules.photos(answers);
        }
    }

    record Submit(Submission end) implements InspectionCommand {
        @Override
        public InspectionAction action() {
            return InspectionAction.SUBMIT;
        }

        @Override
        public List<UUID> mediaIds() {
            return photos(List.of(), end);
        }
    }

    record Abandon(Reason reason) implements InspectionCommand {
        @Override
        public InspectionAction action() {
            return InspectionAction.ABANDON;
        }
    }

    /** Photos that the network let through later than the words. */
    record AddPhotos(MorePhotos more) implements InspectionCommand {
        @Override
        public InspectionAction action() {
            return InspectionAction.ADD_PHOTOS;
        }

        @Override
        public List<UUID> mediaIds() {
            return more.all();
        }
    }

    /** All that answers and an end name. */
    static List<UUID> photos(List<Answer> answers, Submission end) {
        List<UUID> photos = new ArrayList<>(InspectionRules.photos(answers));
        if (end.signatureMediaId() != null) {
            photos.add(end.signatureMediaId());
        }
        return photos;
    }
}
