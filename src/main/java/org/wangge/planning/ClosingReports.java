package org.wangge.planning;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.planning.ProgressView.Count;
import org.wangge.planning.model.PlanFile;
import org.wangge.planning.model.PlanRules;
import org.wangge.planning.model.TaskFile;
import org.wangge.shared.LocalizedText;

/** Words what a campaign came to, in both languages. */
@Component
class ClosingReports {

    private final MessageSource messages;

    ClosingReports(MessageSource messages) {
        this.messages = messages;
    }

    LocalizedText of(PlanFile campaign, List<TaskFile> tasks) {
        return new LocalizedText(
                report(campaign, tasks, Locale.SIMPLIFIED_CHINESE), report(campaign, tasks, Locale.ENGLISH));
    }

    private String report(PlanFile campaign, List<TaskFile> tasks, Locale locale) {
        ProgressView progress = PlanRules.progress(campaign, tasks, 0, locale);
        Count total = progress.total();
        String offices = progress.offices().stream()
                .map(office -> messages.getMessage(
                        "planning.closing.office",
                        texts(
                                office.officeName(),
                                office.count().done(),
                                office.count().target(),
                                office.count().failedItems()),
                        locale))
                .collect(Collectors.joining());
        return messages.getMessage(
                "planning.closing.total",
                texts(
                        campaign.name(),
                        campaign.from(),
                        campaign.to(),
                        total.target(),
                        total.done(),
                        total.tasks() - total.done() - total.skipped(),
                        total.failedItems(),
                        offices),
                locale);
    }

    /** As texts, or numbers would be given separators. */
    private static Object[] texts(Object... values) {
        return Arrays.stream(values).map(Object::toString).toArray();
    }
}
