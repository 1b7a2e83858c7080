package org.wangge.routing.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.ClockProfile;
import org.wangge.routing.RuleExample;
import org.wangge.routing.RuleSetState;
import org.wangge.routing.rules.Rule;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.work.Versioned;

/**
 * A rule set as stored.
 *
 * @param id its number, counted through all districts; it names the set in decisions
 * @param district whose set it is; null for the one that was seeded, which decides wherever there is no other
 * @param state never SUPERSEDED: that follows from the dates
 * @param version one more with each change of the draft
 * @param acknowledged keys of the findings that whoever approved it accepted
 * @param basedOn the set it began as; null for the first
 * @param author who began it
 * @param editor who changed rows or examples last
 * @param effectiveFrom from when on it decides; null before it is published
 */
@RecordBuilder
public record RuleSetFile(
        Integer id,
        @Nullable String district,
        RuleSetState state,
        long version,
        List<StoredRule> rows,
        List<RuleExample> examples,
        List<ClockProfile> clockProfiles,
        List<String> acknowledged,
        @Nullable Integer basedOn,
        PersonName author,
        PersonName editor,
        @Nullable PersonName approver,
        @Nullable Instant approvedAt,
        @Nullable Instant effectiveFrom,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    public List<Rule> rules() {
        return rows.stream().map(StoredRule::rule).toList();
    }

    @Override
    public String caption() {
        return "/api/v1/routing-rules/" + id;
    }
}
