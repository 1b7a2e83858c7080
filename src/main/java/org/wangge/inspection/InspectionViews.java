package org.wangge.inspection;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.reason.Reasons;

/** Makes the view of an inspection, in its reader's language. */
@Component
class InspectionViews {

    private final Reasons reasons;
    private final MessageSource messages;

    InspectionViews(Reasons reasons, MessageSource messages) {
        this.reasons = reasons;
        this.messages = messages;
    }

    InspectionView of(InspectionFile file, List<String> openActions, Locale locale) {
        List<InspectionFile.Doubt> doubts = file.doubts();
        return InspectionView.of(
                file,
                openActions,
                doubts == null
                        ? List.of()
                        : doubts.stream().map(doubt -> view(doubt, locale)).toList(),
                reasons,
                locale);
    }

    private InspectionView.DoubtView view(InspectionFile.Doubt doubt, Locale locale) {
        return new InspectionView.DoubtView(
                doubt.code(),
                doubt.field(),
                doubt.given(),
                messages.getMessage("inspection.doubt." + doubt.code(), new Object[] {doubt.given()}, locale));
    }
}
