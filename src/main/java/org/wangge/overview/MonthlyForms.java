package org.wangge.overview;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.hazard.HazardCounts;
import org.wangge.hazard.HazardFilter;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.inspection.InspectionCounts;
import org.wangge.overview.MonthlyForm.Cell;
import org.wangge.overview.MonthlyForm.Line;
import org.wangge.overview.MonthlyForm.Name;
import org.wangge.overview.model.FormColumn;
import org.wangge.overview.model.FormGroup;
import org.wangge.overview.model.FormSums;
import org.wangge.place.PlaceKinds;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** Counts the monthly form. How each column is counted stands with {@link FormColumn}. */
@Component
public class MonthlyForms {

    private static final String BASE = "/api/v1/";

    private final InspectionCounts inspections;
    private final HazardCounts hazards;
    private final PlaceKinds kinds;
    private final Offices offices;
    private final Calendars calendars;
    private final Clock clock;

    MonthlyForms(
            InspectionCounts inspections,
            HazardCounts hazards,
            PlaceKinds kinds,
            Offices offices,
            Calendars calendars,
            Clock clock) {
        this.inspections = inspections;
        this.hazards = hazards;
        this.kinds = kinds;
        this.offices = offices;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * What the form is asked for.
     *
     * @param office code; null for all
     * @param industry code; null for all
     */
    public record Wanted(
            YearMonth month,
            @Nullable String office,
            @Nullable String industry) {}

    /**
     * The form of the reader's area. Refuses {@code office.not-found}, and {@code form.future-month}: nothing is known yet of a
     * month that has not begun where the district is.
     */
    public Mono<MonthlyForm> of(Wanted wanted, Actor actor, Locale locale) {
        YearMonth present =
                YearMonth.from(clock.instant().atZone(calendars.current().zone()));
        if (wanted.month().isAfter(present)) {
            throw new Refused(
                    Refusal.field("form.future-month", "month", wanted.month().toString()));
        }
        OfficesOfAreas places = OfficesOfAreas.of(wanted.office(), actor, offices);
        return Mono.zip(
                        units(wanted, actor),
                        found(wanted, actor),
                        count(FormColumn.MAJOR_PLANNED, wanted, actor),
                        count(FormColumn.MAJOR_ALL_ELEMENTS, wanted, actor),
                        count(FormColumn.LISTED, wanted, actor),
                        count(FormColumn.LISTED_PROVINCIAL, wanted, actor),
                        count(FormColumn.MONEY_SPENT, wanted, actor))
                .map(read -> {
                    FormSums sums = new FormSums();
                    read.getT1()
                            .forEach(unit ->
                                    sums.addUnit(places.officeOf(unit.area()), unit.industry(), unit.placeId()));
                    addFound(sums, places, read.getT2());
                    add(sums, places, FormColumn.MAJOR_PLANNED, read.getT3());
                    add(sums, places, FormColumn.MAJOR_ALL_ELEMENTS, read.getT4());
                    add(sums, places, FormColumn.LISTED, read.getT5());
                    add(sums, places, FormColumn.LISTED_PROVINCIAL, read.getT6());
                    read.getT7()
                            .forEach(count -> sums.add(
                                    places.officeOf(count.area()),
                                    count.industry(),
                                    FormColumn.MONEY_SPENT,
                                    count.cost()));
                    return form(sums, places, wanted, locale);
                });
    }

    private Mono<List<InspectionCounts.Inspected>> units(Wanted wanted, Actor actor) {
        return inspections
                .inspected(wanted.month(), offices.areas(wanted.office(), null), wanted.industry(), actor)
                .collectList();
    }

    /** All that was found in the month, read once: the counts tell the levels and what is closed apart. */
    private Mono<List<HazardCounts.Count>> found(Wanted wanted, Actor actor) {
        return count(FormColumn.found(wanted.month()), wanted, actor);
    }

    /** The list behind the column, counted by the store. */
    private Mono<List<HazardCounts.Count>> count(FormColumn column, Wanted wanted, Actor actor) {
        return count(Objects.requireNonNull(column.hazards(wanted.month())), wanted, actor);
    }

    private Mono<List<HazardCounts.Count>> count(HazardFilter filter, Wanted wanted, Actor actor) {
        HazardFilter narrowed =
                filter.within(offices.areasOrNowhere(wanted.office(), null)).ofIndustry(wanted.industry());
        return hazards.count(narrowed, actor).collectList();
    }

    private static void add(FormSums sums, OfficesOfAreas places, FormColumn column, List<HazardCounts.Count> counts) {
        counts.forEach(count ->
                sums.add(places.officeOf(count.area()), count.industry(), column, BigDecimal.valueOf(count.hazards())));
    }

    private static void addFound(FormSums sums, OfficesOfAreas places, List<HazardCounts.Count> counts) {
        for (HazardCounts.Count count : counts) {
            boolean major = count.level() == HazardLevel.MAJOR;
            String office = places.officeOf(count.area());
            BigDecimal hazards = BigDecimal.valueOf(count.hazards());
            sums.add(office, count.industry(), major ? FormColumn.MAJOR_FOUND : FormColumn.GENERAL_FOUND, hazards);
            if (count.state() == HazardState.CLOSED) {
                sums.add(office, count.industry(), major ? FormColumn.MAJOR_CLOSED : FormColumn.GENERAL_FIXED, hazards);
            }
        }
    }

    private MonthlyForm form(FormSums sums, OfficesOfAreas places, Wanted wanted, Locale locale) {
        Map<String, Name> officeNames = officeNames(sums, places, locale);
        Map<String, Name> industryNames = industryNames(sums, wanted, locale);
        BiFunction<@Nullable Name, @Nullable Name, Line> line =
                (office, industry) -> line(sums, office, industry, wanted);
        return new MonthlyForm(
                wanted.month().toString(),
                clock.instant(),
                sums.groups().stream()
                        .filter(group -> group.office() != null && group.industry() != null)
                        .sorted(Comparator.comparing((FormGroup group) -> String.valueOf(group.office()))
                                .thenComparing(group -> String.valueOf(group.industry())))
                        .map(group -> line.apply(officeNames.get(group.office()), industryNames.get(group.industry())))
                        .toList(),
                officeNames.values().stream()
                        .map(office -> line.apply(office, null))
                        .toList(),
                industryNames.values().stream()
                        .map(industry -> line.apply(null, industry))
                        .toList(),
                line.apply(null, null));
    }

    private static Map<String, Name> officeNames(FormSums sums, OfficesOfAreas places, Locale locale) {
        Map<String, Name> names = new TreeMap<>();
        for (Office office : places.shown()) {
            names.put(office.code(), new Name(office.code(), office.names().in(locale)));
        }
        sums.groups().stream()
                .map(FormGroup::office)
                .filter(code -> code != null)
                .forEach(code -> names.computeIfAbsent(code, ended -> new Name(ended, ended)));
        return names;
    }

    private Map<String, Name> industryNames(FormSums sums, Wanted wanted, Locale locale) {
        Map<String, LocalizedText> known = kinds.industries();
        TreeSet<String> codes = sums.groups().stream()
                .map(FormGroup::industry)
                .filter(code -> code != null)
                .collect(Collectors.toCollection(TreeSet::new));
        if (wanted.industry() == null) {
            codes.addAll(known.keySet());
        } else {
            codes.add(wanted.industry());
        }
        Map<String, Name> names = new TreeMap<>();
        codes.forEach(code -> {
            LocalizedText name = known.get(code);
            names.put(code, new Name(code, name == null ? code : name.in(locale)));
        });
        return names;
    }

    private static Line line(FormSums sums, @Nullable Name office, @Nullable Name industry, Wanted wanted) {
        String officeCode = office == null ? null : office.code();
        String industryCode = industry == null ? null : industry.code();
        FormGroup group = new FormGroup(officeCode, industryCode);
        Map<FormColumn, Cell> cells = new EnumMap<>(FormColumn.class);
        for (FormColumn column : FormColumn.values()) {
            String list = list(
                    column,
                    wanted.month(),
                    officeCode == null ? wanted.office() : officeCode,
                    industryCode == null ? wanted.industry() : industryCode);
            cells.put(column, new Cell(sums.value(group, column), list));
        }
        return new Line(office, industry, cells);
    }

    /** The address of the list behind a number; null for a rate. */
    private static @Nullable String list(
            FormColumn column, YearMonth month, @Nullable String office, @Nullable String industry) {
        if (column.isRate()) {
            return null;
        }
        HazardFilter filter = column.hazards(month);
        Map<String, String> query = new LinkedHashMap<>(
                filter == null
                        ? Map.of("month", month.toString())
                        : filter.narrowing().parameters());
        if (office != null) {
            query.put("office", office);
        }
        if (industry != null) {
            query.put("industry", industry);
        }
        return BASE
                + (filter == null ? "inspected-places" : "hazards")
                + query.entrySet().stream()
                        .map(part -> part.getKey() + "=" + encoded(part.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** Commas may stay, and read better so. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2C", ",");
    }
}
