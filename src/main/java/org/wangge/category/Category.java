package org.wangge.category;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Limit;
import org.wangge.shared.LocalizedText;

/**
 * What a case can be about.
 *
 * @param code a letter and the digits; of C and E codes the digits are the standard's
 * @param defaultLimit null for components, which have no limit of their own
 * @param restricted reports of it are shown only to those who handle them (leads on crime, care of vulnerable people)
 * @param emergency to be told upwards at once, with follow-up reports
 * @param source key of where name and limit come from, empty when made here
 * @param retired can no longer be chosen; old cases still refer to it
 * @param conditions by their number, retired ones too
 * @param version counts up with every change, 0 before it is stored
 */
public record Category(
        String code,
        LocalizedText group,
        LocalizedText names,
        @Nullable Limit defaultLimit,
        boolean restricted,
        boolean emergency,
        String source,
        boolean retired,
        List<FilingCondition> conditions,
        long version) {

    /** 待分类: for reports whose category is not known yet. */
    public static final String TO_BE_CLASSIFIED = "G9999";

    public Category {
        conditions = conditions.stream()
                .sorted(Comparator.comparingInt(FilingCondition::seq))
                .toList();
    }

    public CategoryKind kind() {
        return switch (code.charAt(0)) {
            case 'C' -> CategoryKind.COMPONENT;
            case 'E' -> CategoryKind.MATTER;
            default -> CategoryKind.GOVERNANCE;
        };
    }

    /** The condition of this number, also when retired; empty when there never was one. */
    public Optional<FilingCondition> condition(int seq) {
        return conditions.stream().filter(one -> one.seq() == seq).findFirst();
    }

    /** The conditions that can be filed under today. */
    public List<FilingCondition> openConditions() {
        return conditions.stream().filter(one -> !one.retired()).toList();
    }

    /** This as the change of what is stored: what is missing here is kept as retired. */
    public Category following(Category stored) {
        List<FilingCondition> all = new ArrayList<>(conditions);
        stored.conditions().stream()
                .filter(before -> condition(before.seq()).isEmpty())
                .map(FilingCondition::asRetired)
                .forEach(all::add);
        return new Category(
                code,
                group,
                names,
                defaultLimit,
                restricted,
                emergency,
                source.isEmpty() ? stored.source() : source,
                retired,
                all,
                stored.version());
    }

    public Category asRetired() {
        return with(true, conditions, version);
    }

    public Category atVersion(long number) {
        return with(retired, conditions, number);
    }

    private Category with(boolean nowRetired, List<FilingCondition> nowConditions, long nowVersion) {
        return new Category(
                code, group, names, defaultLimit, restricted, emergency, source, nowRetired, nowConditions, nowVersion);
    }
}
