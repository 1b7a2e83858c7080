package org.wangge.dutylist.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.account.Departments;
import org.wangge.category.Categories;
import org.wangge.dutylist.DutyClass;
import org.wangge.dutylist.DutyDraft;
import org.wangge.dutylist.DutyDraft.Finding;
import org.wangge.dutylist.DutyItem;
import org.wangge.dutylist.DutyList;
import org.wangge.dutylist.DutyListKeeping.Outcome;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.shared.Actor;
import org.wangge.shared.PersonName;
import reactor.core.publisher.Mono;

/** Duty lists as they come and go; field names are part of the contract. */
@Component
class DutyListViews {

    private final Offices offices;
    private final Categories categories;
    private final Departments departments;
    private final MessageSource messages;

    DutyListViews(Offices offices, Categories categories, Departments departments, MessageSource messages) {
        this.offices = offices;
        this.categories = categories;
        this.departments = departments;
        this.messages = messages;
    }

    /** What a list itself says of names may come back with it and is not heeded. */
    @JsonIgnoreProperties({"categoryName", "leadDepartmentName"})
    record ItemBody(
            @NotBlank @Size(max = 10) String category,
            @NotNull DutyClass dutyClass,
            @Size(max = 80) @Nullable String leadDepartment,
            @Size(max = 200) @Nullable String basis) {}

    @JsonIgnoreProperties({
        "officeCode",
        "officeName",
        "version",
        "changedBy",
        "changedAt",
        "dryRun",
        "differences",
        "findings"
    })
    record ListBody(@NotNull @Size(max = 2000) List<@Valid @NotNull ItemBody> items) {

        DutyDraft draft() {
            return new DutyDraft(
                    IntStream.range(0, items.size())
                            .mapToObj(at -> DutyDraft.Line.of(at + 1, item(items.get(at))))
                            .toList(),
                    Map.of(),
                    List.of());
        }

        private static DutyItem item(ItemBody body) {
            return new DutyItem(
                    body.category().strip(), body.dutyClass(), orNull(body.leadDepartment()), orNull(body.basis()));
        }

        private static @Nullable String orNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    record ChangerView(UUID id, String name) {}

    record CountsView(long basic, long assist, long takenBack) {}

    record SummaryView(
            String officeCode,
            String officeName,
            long version,
            @Nullable ChangerView changedBy,
            @Nullable Instant changedAt,
            CountsView counts) {}

    record ItemView(
            String category,
            String categoryName,
            DutyClass dutyClass,
            @Nullable String leadDepartment,
            @Nullable String leadDepartmentName,
            @Nullable String basis) {}

    record ListView(
            String officeCode,
            String officeName,
            long version,
            @Nullable ChangerView changedBy,
            @Nullable Instant changedAt,
            List<ItemView> items) {}

    record DifferenceView(
            String category,
            String categoryName,
            @Nullable ItemView before,
            @Nullable ItemView after) {}

    record FindingView(@Nullable Integer row, String column, String pointer, String code, String detail) {}

    record ResultView(
            String officeCode,
            String officeName,
            long version,
            @Nullable ChangerView changedBy,
            @Nullable Instant changedAt,
            boolean dryRun,
            List<ItemView> items,
            List<DifferenceView> differences,
            List<FindingView> findings) {}

    SummaryView summary(DutyList list, Locale locale) {
        return new SummaryView(
                list.officeCode(),
                officeName(list, locale),
                list.version(),
                changer(list.by()),
                list.at(),
                new CountsView(
                        list.count(DutyClass.BASIC), list.count(DutyClass.ASSIST), list.count(DutyClass.TAKEN_BACK)));
    }

    Mono<ListView> list(DutyList list, Actor actor, Locale locale) {
        return leads(actor, locale)
                .map(names -> new ListView(
                        list.officeCode(),
                        officeName(list, locale),
                        list.version(),
                        changer(list.by()),
                        list.at(),
                        items(list, names, locale)));
    }

    Mono<ResultView> result(Outcome outcome, boolean dryRun, Actor actor, Locale locale) {
        DutyList list = outcome.list();
        return leads(actor, locale)
                .map(names -> new ResultView(
                        list.officeCode(),
                        officeName(list, locale),
                        list.version(),
                        changer(list.by()),
                        list.at(),
                        dryRun,
                        items(list, names, locale),
                        outcome.differences().stream()
                                .map(one -> new DifferenceView(
                                        one.category(),
                                        categoryName(one.category(), locale),
                                        itemOrNull(one.before(), names, locale),
                                        itemOrNull(one.after(), names, locale)))
                                .toList(),
                        outcome.findings().stream()
                                .map(finding -> finding(finding, locale))
                                .toList()));
    }

    /** The names of all departments of the reader's district, also of those that were retired, by code. */
    private Mono<Map<String, String>> leads(Actor actor, Locale locale) {
        return departments
                .list(actor, null, true)
                .collectMap(
                        view -> view.department().code(),
                        view -> view.department().name().in(locale));
    }

    Mono<List<ItemView>> items(DutyList list, Actor actor, Locale locale) {
        return leads(actor, locale).map(names -> items(list, names, locale));
    }

    private List<ItemView> items(DutyList list, Map<String, String> names, Locale locale) {
        return list.items().stream().map(item -> item(item, names, locale)).toList();
    }

    private @Nullable ItemView itemOrNull(@Nullable DutyItem item, Map<String, String> names, Locale locale) {
        return item == null ? null : item(item, names, locale);
    }

    private ItemView item(DutyItem item, Map<String, String> names, Locale locale) {
        String lead = item.leadDepartment();
        return new ItemView(
                item.category(),
                categoryName(item.category(), locale),
                item.dutyClass(),
                lead,
                lead == null ? null : names.getOrDefault(lead, lead),
                item.basis());
    }

    private String categoryName(String code, Locale locale) {
        return categories.find(code).map(found -> found.names().in(locale)).orElse(code);
    }

    private String officeName(DutyList list, Locale locale) {
        return offices.find(list.officeCode())
                .map(Office::names)
                .map(names -> names.in(locale))
                .orElse(list.officeCode());
    }

    private static @Nullable ChangerView changer(@Nullable PersonName by) {
        return by == null ? null : new ChangerView(by.id(), by.name());
    }

    private FindingView finding(Finding finding, Locale locale) {
        String code = finding.fault().code();
        String detail = messages.getMessage(
                "problem." + code + ".detail", finding.fault().arguments().toArray(), code, locale);
        return new FindingView(
                finding.row(),
                finding.column(),
                finding.fault().pointer(),
                code,
                Objects.requireNonNullElse(detail, code));
    }
}
