package org.wangge.category.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wangge.category.Category;
import org.wangge.category.FilingCondition;
import org.wangge.shared.Limit;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Texts;

/** What a category must look like. */
final class CategoryRules {

    private static final Pattern CODE = Pattern.compile("[CE][0-9]{5}|G[0-9]{4}");
    private static final int LONGEST = 200;

    private CategoryRules() {}

    static List<Fault> faults(List<Category> categories) {
        Set<String> codes = new HashSet<>();
        List<Fault> faults = new ArrayList<>();
        for (int index = 0; index < categories.size(); index++) {
            Category category = categories.get(index);
            faults.addAll(faults("/" + index, category));
            if (!codes.add(category.code())) {
                faults.add(Fault.of("/" + index + "/code", "category.code-invalid", category.code()));
            }
        }
        return faults;
    }

    static List<Fault> faults(String pointer, Category category) {
        List<Fault> faults = new ArrayList<>();
        if (!CODE.matcher(category.code()).matches()) {
            faults.add(Fault.of(pointer + "/code", "category.code-invalid", category.code()));
        }
        if (isBlankOrLong(category.names().zh())) {
            faults.add(Fault.of(pointer + "/names/zh", "category.text-invalid", LONGEST));
        }
        tooLong(pointer + "/defaultLimit", category.defaultLimit()).ifPresent(faults::add);
        Set<Integer> seqs = new HashSet<>();
        for (int index = 0; index < category.conditions().size(); index++) {
            FilingCondition condition = category.conditions().get(index);
            String at = pointer + "/conditions/" + index;
            if (condition.seq() < 1 || !seqs.add(condition.seq())) {
                faults.add(Fault.of(at + "/seq", "category.seq-invalid", condition.seq()));
            }
            tooLong(at + "/limit", condition.limit()).ifPresent(faults::add);
            if (isBlankOrLong(condition.condition().zh())) {
                faults.add(Fault.of(at + "/condition/zh", "category.text-invalid", LONGEST));
            }
            if (isBlankOrLong(condition.closingStandard().zh())) {
                faults.add(Fault.of(at + "/closingStandard/zh", "category.text-invalid", LONGEST));
            }
        }
        return faults;
    }

    private static Optional<Fault> tooLong(String pointer, @Nullable Limit limit) {
        return Optional.ofNullable(limit)
                .filter(given -> given.amount() > given.kind().most())
                .map(given -> Fault.of(
                        pointer + "/amount",
                        "category.limit-too-long",
                        given.kind(),
                        given.kind().most()));
    }

    private static boolean isBlankOrLong(String text) {
        return text.isBlank() || Texts.length(text) > LONGEST;
    }
}
