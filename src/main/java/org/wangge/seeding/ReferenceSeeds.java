package org.wangge.seeding;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wangge.account.RolePermissions;
import org.wangge.category.Categories;
import org.wangge.category.CategoryWords;
import org.wangge.checklist.Checklists;
import org.wangge.notification.NoticeTemplate;
import org.wangge.notification.Templates;
import org.wangge.place.PlaceKind;
import org.wangge.place.PlaceKinds;
import org.wangge.reason.ReasonList;
import org.wangge.reason.Reasons;
import org.wangge.routing.CalendarYear;
import org.wangge.routing.Calendars;
import org.wangge.routing.FirstRuleSet;
import org.wangge.routing.RuleSetMaking;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** What every installation needs: permissions, categories, reasons, calendars, templates. */
@Component
class ReferenceSeeds {

    private static final String PERMISSIONS = "base/permissions.json";
    private static final String CATEGORIES = "base/categories.json";
    private static final String CONDITIONS = "base/filing-conditions.json";
    private static final String WORDS = "base/category-words.json";
    private static final String CHECKLISTS = "base/hazard-checklists.json";
    private static final String KINDS = "base/place-kinds.json";
    private static final String TEMPLATES = "base/notice-templates.json";
    private static final String REASONS = "base/reasons.json";
    private static final String ROUTING_RULES = "base/routing-rules.json";
    private static final String CALENDAR = "base/calendars/CN-2026.json";
    private static final String STATUTORY = "base/calendars/statutory-days.json";

    private final SeedLedger ledger;
    private final RolePermissions permissions;
    private final Categories categories;
    private final Checklists checklists;
    private final PlaceKinds kinds;
    private final Templates templates;
    private final Reasons reasons;
    private final Calendars calendars;
    private final RuleSetMaking ruleSets;

    ReferenceSeeds(
            SeedLedger ledger,
            RolePermissions permissions,
            Categories categories,
            Checklists checklists,
            PlaceKinds kinds,
            Templates templates,
            Reasons reasons,
            Calendars calendars,
            RuleSetMaking ruleSets) {
        this.ledger = ledger;
        this.permissions = permissions;
        this.categories = categories;
        this.checklists = checklists;
        this.kinds = kinds;
        this.templates = templates;
        this.reasons = reasons;
        this.calendars = calendars;
        this.ruleSets = ruleSets;
    }

    private record ReasonSeed(String action, List<CodeSeed> codes) {
        ReasonList toList() {
            return new ReasonList(action, codes.stream().map(CodeSeed::toCode).toList(), 0);
        }
    }

    private record CodeSeed(String code, LocalizedText texts) {
        ReasonList.Code toCode() {
            return new ReasonList.Code(code, texts, false);
        }
    }

    private record YearSeed(int year, List<CalendarYear.Day> days) {
        CalendarYear toCalendar() {
            return new CalendarYear(year, days, 0);
        }
    }

    private record StatutorySeed(List<YearSeed> years) {}

    Mono<Void> load() {
        return Flux.concat(
                        ledger.once(
                                PERMISSIONS,
                                () -> permissions.introduce(SeedFiles.read(
                                        PERMISSIONS, new TypeReference<Map<Role, Set<Permission>>>() {}))),
                        ledger.once(
                                CATEGORIES,
                                List.of(CATEGORIES, CONDITIONS),
                                () -> categories.introduce(CategorySeeds.read(CATEGORIES, CONDITIONS))),
                        ledger.once(
                                WORDS,
                                () -> categories.introduceWords(
                                        SeedFiles.read(WORDS, new TypeReference<CategoryWords>() {}))),
                        // Neither needs the other, and each waits mostly for the disk.
                        Mono.when(
                                ledger.once(CHECKLISTS, () -> checklists.introduce(ChecklistSeeds.read(CHECKLISTS))),
                                ledger.once(
                                        KINDS,
                                        () -> kinds.introduce(
                                                SeedFiles.read(KINDS, new TypeReference<List<PlaceKind>>() {})))),
                        ledger.once(
                                TEMPLATES,
                                () -> templates.put(
                                        SeedFiles.read(TEMPLATES, new TypeReference<List<NoticeTemplate>>() {}))),
                        ledger.once(REASONS, this::reasons),
                        ledger.once(
                                ROUTING_RULES,
                                () -> ruleSets.introduce(
                                        SeedFiles.read(ROUTING_RULES, new TypeReference<FirstRuleSet>() {}))),
                        ledger.once(CALENDAR, List.of(CALENDAR, STATUTORY), this::calendars))
                .then();
    }

    private Mono<Void> reasons() {
        return reasons.introduce(SeedFiles.read(REASONS, new TypeReference<List<ReasonSeed>>() {}).stream()
                .map(ReasonSeed::toList)
                .toList());
    }

    private Mono<Void> calendars() {
        YearSeed year = SeedFiles.read(CALENDAR, new TypeReference<>() {});
        StatutorySeed statutory = SeedFiles.read(STATUTORY, new TypeReference<>() {});
        return Flux.fromIterable(statutory.years())
                .map(YearSeed::toCalendar)
                .concatMap(calendars::introduceStatutory)
                .then(calendars.introduce(year.toCalendar()));
    }
}
