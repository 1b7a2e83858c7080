package org.wangge.category.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wangge.category.Category;
import org.wangge.category.CategoryKind;
import org.wangge.category.FilingCondition;
import org.wangge.shared.Limit;
import org.wangge.shared.LimitKind;
import org.wangge.shared.LocalizedText;

/** What categories answer and take over HTTP. */
final class CategoryViews {

    private CategoryViews() {}

    record CategorySummary(
            String code,
            CategoryKind kind,
            String group,
            String name,
            LocalizedText names,
            @Nullable Limit defaultLimit,
            boolean restricted,
            boolean emergency,
            boolean retired,
            long version) {

        static CategorySummary of(Category category, Locale locale) {
            return new CategorySummary(
                    category.code(),
                    category.kind(),
                    category.group().in(locale),
                    category.names().in(locale),
                    category.names(),
                    category.defaultLimit(),
                    category.restricted(),
                    category.emergency(),
                    category.retired(),
                    category.version());
        }
    }

    record ConditionView(
            int seq,
            String condition,
            LocalizedText conditions,
            Limit limit,
            String closingStandard,
            LocalizedText closingStandards,
            boolean proposed,
            boolean retired) {

        static ConditionView of(FilingCondition condition, Locale locale) {
            return new ConditionView(
                    condition.seq(),
                    condition.condition().in(locale),
                    condition.condition(),
                    condition.limit(),
                    condition.closingStandard().in(locale),
                    condition.closingStandard(),
                    condition.proposed(),
                    condition.retired());
        }
    }

    record CategoryView(
            String code,
            CategoryKind kind,
            String group,
            LocalizedText groups,
            String name,
            LocalizedText names,
            @Nullable Limit defaultLimit,
            boolean restricted,
            boolean emergency,
            String source,
            boolean retired,
            List<ConditionView> conditions,
            long version) {

        static CategoryView of(Category category, Locale locale) {
            return new CategoryView(
                    category.code(),
                    category.kind(),
                    category.group().in(locale),
                    category.group(),
                    category.names().in(locale),
                    category.names(),
                    category.defaultLimit(),
                    category.restricted(),
                    category.emergency(),
                    category.source(),
                    category.retired(),
                    category.conditions().stream()
                            .map(condition -> ConditionView.of(condition, locale))
                            .toList(),
                    category.version());
        }
    }

    /** Boxed, and nullable although required, so that what is missing is told by its field. */
    record TextBody(
            @NotBlank @Size(max = 200) @Nullable String zh,
            @Size(max = 400) @Nullable String en) {

        @JsonCreator
        TextBody {}

        /** A plain text is the Chinese one. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static TextBody of(String zh) {
            return new TextBody(zh, null);
        }

        LocalizedText text() {
            return new LocalizedText(zh == null ? "" : zh, en == null ? "" : en);
        }

        /**
         * The same as the view gives it: in the language of the reader, with the texts in both beside it. Those count, unless
         * this is none of them and therefore a new text.
         */
        LocalizedText orIn(@Nullable TextBody both) {
            return both != null && (Objects.equals(zh, both.zh) || Objects.equals(zh, both.en)) ? both.text() : text();
        }
    }

    record LimitBody(
            @NotNull @Min(1) @Max(10_000) @Nullable Integer amount,
            @NotNull @Nullable LimitKind kind) {

        Limit limit() {
            if (amount == null || kind == null) {
                throw new IllegalStateException("not validated");
            }
            return new Limit(amount, kind);
        }
    }

    record ConditionBody(
            @NotNull @Min(1) @Max(999) @Nullable Integer seq,
            @NotNull @Valid @Nullable TextBody condition,
            @Valid @Nullable TextBody conditions,
            @NotNull @Valid @Nullable LimitBody limit,
            @NotNull @Valid @Nullable TextBody closingStandard,
            @Valid @Nullable TextBody closingStandards,
            @Nullable Boolean proposed,
            @Nullable Boolean retired) {

        FilingCondition filing() {
            if (seq == null || condition == null || limit == null || closingStandard == null) {
                throw new IllegalStateException("not validated");
            }
            return new FilingCondition(
                    seq,
                    condition.orIn(conditions),
                    limit.limit(),
                    closingStandard.orIn(closingStandards),
                    Boolean.TRUE.equals(proposed),
                    Boolean.TRUE.equals(retired));
        }
    }

    /** What the category itself says of the rest may come back with it and is not heeded. */
    @JsonIgnoreProperties({"code", "kind", "name", "source", "version"})
    record PutCategoryRequest(
            @NotNull @Valid @Nullable TextBody group,
            @Valid @Nullable TextBody groups,
            @NotNull @Valid @Nullable TextBody names,
            @Valid @Nullable LimitBody defaultLimit,
            @Nullable Boolean restricted,
            @Nullable Boolean emergency,
            @Nullable Boolean retired,
            @NotNull @Size(max = 50) @Nullable List<@Valid ConditionBody> conditions) {

        Category category(String code) {
            if (group == null || names == null || conditions == null) {
                throw new IllegalStateException("not validated");
            }
            return new Category(
                    code,
                    group.orIn(groups),
                    names.text(),
                    defaultLimit == null ? null : defaultLimit.limit(),
                    Boolean.TRUE.equals(restricted),
                    Boolean.TRUE.equals(emergency),
                    "",
                    Boolean.TRUE.equals(retired),
                    conditions.stream().map(ConditionBody::filing).toList(),
                    0);
        }
    }
}
