package org.wangge.planning;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.planning.ProgressView.Count;
import org.wangge.planning.model.CampaignTally;
import org.wangge.planning.model.OfficeTally;
import org.wangge.planning.model.PlanFile;

/** Words what a campaign came to. */
@Component
class ClosingReports {

    private final MessageSource messages;

    ClosingReports(MessageSource messages) {
        this.messages = messages;
    }

    /** In words; adds up the offices that are given. */
    String of(PlanFile campaign, List<OfficeTally> tallies, Locale locale) {
        List<ProgressView.OfficeCount> counts =
                tallies.stream().map(tally -> tally.in(locale)).toList();
        Count total = CampaignTally.total(
                counts.stream().map(ProgressView.OfficeCount::count).toList());
        String offices = counts.stream()
                .map(office -> messages.getMessage(
                        "planning.closing.office",
                        texts(
                                office.officeName(),
                                office.count().done(),
                                office.count().target(),
                                office.count().remaining(),
                                office.count().failedItems()),
                        locale))
                .collect(Collectors.joining());
        boolean isAgreed = tallies.stream().anyMatch(tally -> tally.agreed() != null);
        String note = isAgreed ? messages.getMessage("planning.closing.target", texts(total.tasks()), locale) : "";
        return messages.getMessage(
                "planning.closing.total",
                texts(
                        campaign.name(),
                        campaign.from(),
                        campaign.to(),
                        total.target(),
                        total.done(),
                        total.remaining(),
                        total.failedItems(),
                        note + offices),
                locale);
    }

    /** As texts, or numbers would be given separators. */
    private static Object[] texts(Object... values) {
        return Arrays.stream(values).map(Object::toString).toArray();
    }
}
