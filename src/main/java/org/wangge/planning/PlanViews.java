package org.wangge.planning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.planning.model.OfficeTally;
import org.wangge.planning.model.PlanFile;
import org.wangge.planning.model.PlanMachine;
import org.wangge.shared.Actor;
import org.wangge.shared.LocalizedText;

/** Plans as one person may see them: a plan that reaches beyond the own area is shown without the others' part in it. */
@Component
class PlanViews {

    private final ClosingReports reports;
    private final Campaigns campaigns;
    private final AreaNames areas;

    PlanViews(ClosingReports reports, Campaigns campaigns, AreaNames areas) {
        this.reports = reports;
        this.campaigns = campaigns;
        this.areas = areas;
    }

    PlanView view(PlanFile plan, Actor actor, Locale locale) {
        boolean all = plan.isWithin(actor);
        return new PlanView(
                plan.id(),
                plan.kind(),
                plan.name(),
                plan.theme(),
                plan.checklistCode(),
                all ? plan.selection() : ownPart(plan.selection(), actor),
                new LinkedHashMap<>(plan.rhythm()),
                all ? plan.targets() : ownPart(plan.targets(), actor),
                plan.from(),
                plan.to(),
                plan.state(),
                plan.version(),
                plan.generatedThrough(),
                new PlanView.PersonView(plan.createdById(), plan.createdByName()),
                plan.createdAt(),
                plan.updatedAt(),
                closingReport(plan, all, actor, locale),
                PlanMachine.table().openActions(plan, actor, plan.updatedAt()));
    }

    private PlanDraft.Selection ownPart(PlanDraft.Selection selection, Actor actor) {
        return new PlanDraft.Selection(
                selection.kinds(),
                selection.colours(),
                selection.areas().stream()
                        .filter(named -> areas.paths(named).stream()
                                .anyMatch(path -> actor.covers(path)
                                        || actor.scopes().stream().anyMatch(path::contains)))
                        .toList());
    }

    private Map<String, Integer> ownPart(Map<String, Integer> targets, Actor actor) {
        Map<String, Integer> own = new TreeMap<>(targets);
        own.keySet().removeIf(office -> !campaigns.concerns(actor, office));
        return own;
    }

    /** Campaigns that ended under an earlier version have the text of all only, which is not for who sees a part. */
    private @Nullable String closingReport(PlanFile plan, boolean all, Actor actor, Locale locale) {
        List<OfficeTally> closing = plan.closing();
        if (closing == null) {
            LocalizedText text = plan.closingReport();
            return all && text != null ? text.in(locale) : null;
        }
        return reports.of(
                plan,
                closing.stream()
                        .filter(office -> all || campaigns.concerns(actor, office.officeCode()))
                        .toList(),
                locale);
    }
}
