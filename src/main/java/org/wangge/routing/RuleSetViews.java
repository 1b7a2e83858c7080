package org.wangge.routing;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.routing.RuleSetView.PersonView;
import org.wangge.routing.RuleSetView.RowView;
import org.wangge.routing.model.RuleSetFile;
import org.wangge.routing.model.RuleSetMachine;
import org.wangge.routing.rules.Rule;
import org.wangge.shared.Actor;
import org.wangge.shared.PersonName;

/** Makes the view of a rule set, in its reader's language. */
@Component
class RuleSetViews {

    private final RuleWords words;

    RuleSetViews(RuleWords words) {
        this.words = words;
    }

    RuleSetView whole(RuleSetFile file, Actor actor, Instant now, Locale locale) {
        List<RowView> rows =
                file.rules().stream().map(rule -> row(rule, locale)).toList();
        return view(file, rows, file.examples(), actor, now);
    }

    RuleSetView summary(RuleSetFile file, Actor actor, Instant now) {
        return view(file, null, null, actor, now);
    }

    RowView row(Rule rule, Locale locale) {
        return new RowView(rule.id(), rule.cells(), rule.outcome(), rule.note(), words.sentence(rule, locale));
    }

    private static RuleSetView view(
            RuleSetFile file,
            @Nullable List<RowView> rows,
            @Nullable List<RuleExample> examples,
            Actor actor,
            Instant now) {
        return new RuleSetView(
                file.id(),
                file.version(),
                file.state(),
                file.district(),
                file.rows().size(),
                rows,
                examples,
                file.clockProfiles(),
                file.acknowledged(),
                file.basedOn(),
                person(file.author()),
                person(file.editor()),
                file.approver() == null ? null : person(file.approver()),
                file.approvedAt(),
                file.effectiveFrom(),
                file.createdAt(),
                file.updatedAt(),
                RuleSetMachine.table().openActions(file, actor, now));
    }

    private static PersonView person(PersonName name) {
        return new PersonView(name.id(), name.name());
    }
}
