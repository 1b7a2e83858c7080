package org.wangge.casework.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseState;
import org.wangge.casework.Unclear;
import org.wangge.casework.model.MergedReport.MergedWords;
import org.wangge.category.Category;
import org.wangge.routing.Ruling;
import org.wangge.shared.SearchText;

/** What is written into a case only to find it. It follows from the rest, so each write brings it up to date. */
public final class Findable {

    private static final Set<CaseState> BEFORE_HANDLING =
            EnumSet.of(CaseState.REPORTED, CaseState.VERIFYING, CaseState.FILED, CaseState.DISPATCHED);

    private Findable() {}

    /** The case with what its texts now say, why it is unclear now, and for whom it is listed now. */
    public static CaseFile upToDate(CaseFile file) {
        return CaseFileBuilder.builder(file)
                .search(texts(file))
                .unclear(names(unclear(file)))
                .listedFor(ListedFor.of(file))
                .build();
    }

    /** Its number, what was reported, what came of it, and what was said in reports that were merged into it. */
    public static SearchText texts(CaseFile file) {
        Stream<@Nullable String> own = Stream.of(
                file.number(),
                file.report().description(),
                file.report().address(),
                file.outcome() == null ? null : file.outcome().result());
        Stream<@Nullable String> merged = file.merged().stream().flatMap(other -> {
            MergedWords said = other.said();
            return said == null
                    ? Stream.of(other.number())
                    : Stream.of(other.number(), said.description(), said.address());
        });
        return SearchText.of(Stream.concat(own, merged).filter(Objects::nonNull));
    }

    /** Why somebody has to look where it belongs; none when it is clear, and when it has ended. */
    public static List<Unclear> unclear(CaseFile file) {
        List<Unclear> reasons = new ArrayList<>();
        if (!file.state().isOpen()) {
            return reasons;
        }
        CaseFile.Area area = file.area();
        if (file.category().code().equals(Category.TO_BE_CLASSIFIED)) {
            reasons.add(Unclear.NO_CATEGORY);
        }
        if (file.filing() == null && !area.neighbours().isEmpty()) {
            reasons.add(Unclear.BORDER);
        }
        if (!area.officeCode().equals(area.areaOfficeCode()) && isDisputed(file)) {
            reasons.add(Unclear.HOSTED_DISPUTE);
        }
        if (file.filing() == null && fellThrough(file.ruling())) {
            reasons.add(Unclear.LAST_ROW);
        }
        return reasons;
    }

    /** Without any rules in force nothing is unclear: the grid decides. */
    private static boolean fellThrough(@Nullable Ruling ruling) {
        return ruling != null && ruling.fellThrough() != null && ruling.fellThrough() != Ruling.FellThrough.NO_RULES;
    }

    /** It went to and fro, and neither has anybody taken it on nor the district said whose it is. */
    private static boolean isDisputed(CaseFile file) {
        BetweenOffices between = file.between();
        boolean wandered = file.returns() > 0 || between.handOvers() > 0 || between.transfer() != null;
        return wandered && between.arbitration() == null && BEFORE_HANDLING.contains(file.state());
    }

    /** Null for none, so that a sparse index has only those that are unclear. */
    public static @Nullable List<String> names(List<Unclear> reasons) {
        return reasons.isEmpty() ? null : reasons.stream().map(Enum::name).toList();
    }
}
