package org.wangge.checklist.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistDraft;
import org.wangge.checklist.ChecklistItem;
import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.shared.LocalizedText;

/** What checklists answer and take over HTTP. */
final class ChecklistViews {

    private ChecklistViews() {}

    record ChecklistSummary(
            String code,
            int version,
            String name,
            LocalizedText names,
            int inspectors,
            String categoryCode,
            int items,
            boolean retired,
            Instant publishedAt) {

        static ChecklistSummary of(Checklist list, Locale locale) {
            return new ChecklistSummary(
                    list.code(),
                    list.version(),
                    list.name().in(locale),
                    list.name(),
                    list.inspectors(),
                    list.categoryCode(),
                    list.items().size(),
                    list.retired(),
                    list.publishedAt());
        }
    }

    record ItemView(
            String id,
            String text,
            LocalizedText texts,
            Severity severity,
            Judge judge,
            boolean aloneMajor,
            String deadline,
            boolean photoNeeded,
            String basis,
            LocalizedText bases) {

        static ItemView of(ChecklistItem item, Locale locale) {
            return new ItemView(
                    item.id(),
                    item.text().in(locale),
                    item.text(),
                    item.severity(),
                    item.judge(),
                    item.aloneMajor(),
                    item.deadline().toString(),
                    item.photoNeeded(),
                    item.basis().in(locale),
                    item.basis());
        }
    }

    record ChecklistView(
            String code,
            int version,
            String name,
            LocalizedText names,
            int inspectors,
            String categoryCode,
            List<ItemView> items,
            boolean retired,
            Instant publishedAt,
            @Nullable String publishedBy) {

        static ChecklistView of(Checklist list, Locale locale) {
            return new ChecklistView(
                    list.code(),
                    list.version(),
                    list.name().in(locale),
                    list.name(),
                    list.inspectors(),
                    list.categoryCode(),
                    list.items().stream().map(item -> ItemView.of(item, locale)).toList(),
                    list.retired(),
                    list.publishedAt(),
                    list.publishedBy());
        }
    }

    record TextBody(
            @NotBlank @Size(max = 300) @Nullable String zh,
            @Size(max = 600) @Nullable String en) {

        @JsonCreator
        TextBody {}

        /** A plain text is the Chinese one. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static TextBody of(String zh) {
            return new TextBody(zh, null);
        }

        LocalizedText text() {
            return new LocalizedText(stripped(zh), stripped(en));
        }
    }

    /** No rule at all is an empty text. */
    record BasesBody(
            @Size(max = 200) @Nullable String zh,
            @Size(max = 400) @Nullable String en) {

        LocalizedText text() {
            return new LocalizedText(stripped(zh), stripped(en));
        }
    }

    private static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /**
     * Boxed, and nullable although required, so that what is missing is told by its field.
     *
     * @param basis the Chinese one; not heeded beside {@code bases}, where it comes back in the language of who read it
     */
    @JsonIgnoreProperties("text")
    record ItemBody(
            @NotBlank @Size(max = 40) @Nullable String id,
            @NotNull @Valid @Nullable TextBody texts,
            @NotNull @Nullable Severity severity,
            @NotNull @Nullable Judge judge,
            @Nullable Boolean aloneMajor,
            @NotNull @Nullable Period deadline,
            @Nullable Boolean photoNeeded,
            @Size(max = 400) @Nullable String basis,
            @Valid @Nullable BasesBody bases) {

        ChecklistItem item() {
            return new ChecklistItem(
                    Objects.requireNonNull(id),
                    Objects.requireNonNull(texts).text(),
                    Objects.requireNonNull(severity),
                    Objects.requireNonNull(judge),
                    Boolean.TRUE.equals(aloneMajor),
                    Objects.requireNonNull(deadline),
                    Boolean.TRUE.equals(photoNeeded),
                    bases == null ? new LocalizedText(stripped(basis), "") : bases.text());
        }
    }

    /** What the checklist itself says of the rest may come back with it and is not heeded. */
    @JsonIgnoreProperties({"code", "version", "name", "publishedAt", "publishedBy"})
    record PutChecklistRequest(
            @NotNull @Valid @Nullable TextBody names,
            @NotNull @Min(1) @Max(2) @Nullable Integer inspectors,
            @NotBlank @Size(max = 10) @Nullable String categoryCode,
            @Nullable Boolean retired,
            @NotNull @Size(min = 1, max = 200) @Nullable List<@Valid @NotNull ItemBody> items) {

        ChecklistDraft draft(String code) {
            return new ChecklistDraft(
                    code,
                    Objects.requireNonNull(names).text(),
                    Objects.requireNonNull(inspectors),
                    Objects.requireNonNull(categoryCode),
                    Boolean.TRUE.equals(retired),
                    Objects.requireNonNull(items).stream().map(ItemBody::item).toList());
        }
    }
}
