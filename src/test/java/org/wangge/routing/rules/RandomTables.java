package org.wangge.routing.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.wangge.dutylist.DutyClass;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.RoutingFacts.PositionQuality;
import org.wangge.routing.RoutingFacts.Source;
import org.wangge.routing.RoutingFacts.TimeClass;
import org.wangge.routing.RoutingFactsBuilder;
import org.wangge.routing.rules.Outcome.Target;

/** Tables and reports by chance, of a district small enough to be looked through. The same seed gives the same. */
public final class RandomTables {

    public static final List<String> GRIDS = List.of(
            "510703/510703001/510703001001/510703001001001",
            "510703/510703001/510703001001/510703001001002",
            "510703/510703001/510703001002/510703001002001",
            "510703/510703010/510703010001/510703010001001");
    public static final List<String> CATEGORIES = List.of("C01001", "E01001", "G0201", "G0203", "G9999");
    public static final List<String> PLACE_KINDS = List.of("CANYIN", "SHITANG");
    public static final List<String> ROLES = List.of("GRID_WORKER", "DISPATCHER");
    public static final List<String> WORDS = List.of("gas", "smell", "flood");
    public static final List<String> OVERLAYS = List.of("rain", "leak");
    private static final List<String> AREA_NODES = List.of(
            "510703",
            "510703/510703001",
            "510703/510703001/510703001001",
            "510703/510703001/510703001001/510703001001001",
            "510703/510703010");
    private static final List<String> CATEGORY_NODES = List.of("C", "E", "G", "G02", "G0201", "G0203", "E01001");
    private static final List<Double> CUTS = List.of(0.0, 10.0, 50.0, 100.5);
    public static final List<Double> METRES = List.of(0.0, 5.0, 10.0, 30.0, 50.0, 99.0, 100.5, 5000.0);

    private final Random random;

    public RandomTables(long seed) {
        this.random = new Random(seed);
    }

    /** Some columns, in their order. */
    public List<Column> columns(int most) {
        List<Column> all = new ArrayList<>(List.of(Column.values()));
        Collections.shuffle(all, random);
        List<Column> some = new ArrayList<>(all.subList(0, 1 + random.nextInt(most)));
        Collections.sort(some);
        return some;
    }

    /** Rules over these columns; many cells are empty. */
    public List<Rule> rules(int count, List<Column> columns) {
        List<Rule> rules = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            Map<Column, Cell> cells = new EnumMap<>(Column.class);
            for (Column column : columns) {
                if (random.nextInt(3) > 0) {
                    cells.put(column, cell(column));
                }
            }
            rules.add(new Rule(
                    "r" + row,
                    cells,
                    outcome(),
                    random.nextInt(4) == 0 ? "because of \"" + row + "\" & <more>" : null));
        }
        return rules;
    }

    private Outcome outcome() {
        if (random.nextInt(8) == 0) {
            return new Outcome(null, null, null, List.of("510703001-YJ", "DUTY_LEADER"), true);
        }
        Target target = Target.values()[random.nextInt(Target.values().length)];
        String code = switch (target) {
            case OFFICE -> random.nextBoolean() ? "510703001" : "510703010";
            case DEPARTMENT -> random.nextBoolean() ? "510703001-YJ" : "510703-YJ";
            case PERSON -> "DUTY_LEADER";
            default -> null;
        };
        return new Outcome(
                target,
                code,
                random.nextInt(4) == 0 ? "URGENT" : null,
                random.nextInt(4) == 0 ? List.of("510703-YJ") : List.of(),
                false);
    }

    public Cell cell(Column column) {
        boolean negated = random.nextInt(4) == 0;
        if (column == Column.ACCURACY) {
            List<Cell.Interval> intervals = new ArrayList<>(List.of(interval()));
            if (random.nextInt(4) == 0) {
                intervals.add(interval());
            }
            return new Cell.Within(intervals, negated);
        }
        List<String> codes = new ArrayList<>(nodes(column));
        Collections.shuffle(codes, random);
        return new Cell.Codes(codes.subList(0, 1 + random.nextInt(Math.min(3, codes.size()))), negated);
    }

    private Cell.Interval interval() {
        int from = random.nextInt(CUTS.size());
        int to = from + 1 + random.nextInt(CUTS.size());
        return new Cell.Interval(
                random.nextInt(3) == 0 ? null : CUTS.get(from), to >= CUTS.size() ? null : CUTS.get(to));
    }

    private static List<String> nodes(Column column) {
        return switch (column) {
            case AREA -> AREA_NODES;
            case CATEGORY -> CATEGORY_NODES;
            default -> codes(column);
        };
    }

    /** What a report can have in a column. */
    public static List<String> codes(Column column) {
        return switch (column) {
            case AREA -> GRIDS;
            case CATEGORY -> CATEGORIES;
            case KIND -> List.of("COMPONENT", "MATTER", "GOVERNANCE");
            case URGENT -> List.of("false", "true");
            case SOURCE -> names(Source.values());
            case POSITION -> names(PositionQuality.values());
            case PLACE_KIND -> PLACE_KINDS;
            case TIME -> names(TimeClass.values());
            case DUTY -> names(DutyClass.values());
            case ROLE -> ROLES;
            case WORDS -> WORDS;
            case OVERLAY -> OVERLAYS;
            case ACCURACY -> List.of();
        };
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    /** A report by chance, also with what no rule names. */
    public RoutingFacts facts() {
        return RoutingFactsBuilder.builder()
                .area(one(GRIDS))
                .category(one(CATEGORIES))
                .urgent(random.nextBoolean())
                .source(Source.values()[random.nextInt(4)])
                .position(PositionQuality.values()[random.nextInt(4)])
                .accuracyMetres(random.nextInt(4) == 0 ? null : one(METRES))
                .placeKind(random.nextInt(3) == 0 ? null : random.nextInt(3) == 0 ? "SHANGDIAN" : one(PLACE_KINDS))
                .time(TimeClass.values()[random.nextInt(3)])
                .words(some(WORDS))
                .duty(random.nextInt(4) == 0 ? null : DutyClass.values()[random.nextInt(3)])
                .overlays(some(OVERLAYS))
                .role(random.nextInt(4) == 0 ? null : one(ROLES))
                .build();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<String> some(List<String> of) {
        return of.stream().filter(one -> random.nextInt(3) == 0).toList();
    }

    /** All reports that differ in these columns, and in no other. */
    public static List<RoutingFacts> all(List<Column> columns) {
        List<RoutingFacts> all = List.of(RoutingFactsBuilder.builder()
                .area(GRIDS.get(0))
                .category("G0201")
                .source(Source.WORKER)
                .position(PositionQuality.INSIDE)
                .time(TimeClass.WORKING_HOURS)
                .words(List.of())
                .overlays(List.of())
                .build());
        for (Column column : columns) {
            if (column != Column.KIND || !columns.contains(Column.CATEGORY)) {
                all = all.stream()
                        .flatMap(facts -> varied(facts, column).stream())
                        .toList();
            }
        }
        return all;
    }

    private static List<RoutingFacts> varied(RoutingFacts facts, Column column) {
        List<RoutingFacts> varied = new ArrayList<>();
        switch (column) {
            case ACCURACY -> {
                METRES.forEach(metres -> varied.add(RoutingFactsBuilder.builder(facts)
                        .accuracyMetres(metres)
                        .build()));
                varied.add(
                        RoutingFactsBuilder.builder(facts).accuracyMetres(null).build());
            }
            case WORDS ->
                subsets(WORDS)
                        .forEach(words -> varied.add(
                                RoutingFactsBuilder.builder(facts).words(words).build()));
            case OVERLAY ->
                subsets(OVERLAYS)
                        .forEach(ids -> varied.add(
                                RoutingFactsBuilder.builder(facts).overlays(ids).build()));
            case KIND -> CATEGORIES.forEach(code -> varied.add(with(facts, Column.CATEGORY, code)));
            default -> {
                codes(column).forEach(code -> varied.add(with(facts, column, code)));
                if (column == Column.PLACE_KIND || column == Column.DUTY || column == Column.ROLE) {
                    varied.add(with(facts, column, null));
                }
            }
        }
        return varied;
    }

    private static List<List<String>> subsets(List<String> of) {
        List<List<String>> subsets = new ArrayList<>();
        for (int bits = 0; bits < 1 << of.size(); bits++) {
            List<String> some = new ArrayList<>();
            for (int at = 0; at < of.size(); at++) {
                if ((bits & 1 << at) != 0) {
                    some.add(of.get(at));
                }
            }
            subsets.add(some);
        }
        return subsets;
    }

    private static RoutingFacts with(RoutingFacts facts, Column column, @Nullable String code) {
        RoutingFactsBuilder changed = RoutingFactsBuilder.builder(facts);
        switch (column) {
            case AREA -> changed.area(code);
            case CATEGORY -> changed.category(code);
            case URGENT -> changed.urgent(Boolean.parseBoolean(code));
            case SOURCE -> changed.source(Source.valueOf(code));
            case POSITION -> changed.position(PositionQuality.valueOf(code));
            case PLACE_KIND -> changed.placeKind(code);
            case TIME -> changed.time(TimeClass.valueOf(code));
            case DUTY -> changed.duty(code == null ? null : DutyClass.valueOf(code));
            case ROLE -> changed.role(code);
            default -> throw new IllegalArgumentException(column.name());
        }
        return changed.build();
    }
}
