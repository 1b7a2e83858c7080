package org.wangge.overview.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds up the form: each number in its line and in the three sums above it. A unit counts once in each of them. */
public final class FormSums {

    private static final int RATE_DIGITS = 4;

    private final Map<FormGroup, Map<FormColumn, BigDecimal>> numbers = new HashMap<>();
    private final Map<FormGroup, Set<UUID>> units = new HashMap<>();

    public void add(String office, String industry, FormColumn column, BigDecimal amount) {
        for (FormGroup group : groups(office, industry)) {
            numbers.computeIfAbsent(group, none -> new EnumMap<>(FormColumn.class))
                    .merge(column, amount, BigDecimal::add);
        }
    }

    public void addUnit(String office, String industry, UUID place) {
        for (FormGroup group : groups(office, industry)) {
            units.computeIfAbsent(group, none -> new HashSet<>()).add(place);
        }
    }

    private static List<FormGroup> groups(String office, String industry) {
        return List.of(
                new FormGroup(office, industry),
                new FormGroup(office, null),
                new FormGroup(null, industry),
                FormGroup.TOTAL);
    }

    /** All lines and sums in which there is anything. */
    public Set<FormGroup> groups() {
        Set<FormGroup> groups = new HashSet<>(numbers.keySet());
        groups.addAll(units.keySet());
        return groups;
    }

    /** Null for the rate of nothing. */
    public @Nullable BigDecimal value(FormGroup group, FormColumn column) {
        return switch (column) {
            case UNITS_CHECKED ->
                BigDecimal.valueOf(units.getOrDefault(group, Set.of()).size());
            case GENERAL_RATE -> rate(group, FormColumn.GENERAL_FIXED, FormColumn.GENERAL_FOUND);
            case MAJOR_RATE -> rate(group, FormColumn.MAJOR_CLOSED, FormColumn.MAJOR_FOUND);
            default -> number(group, column);
        };
    }

    private BigDecimal number(FormGroup group, FormColumn column) {
        return numbers.getOrDefault(group, Map.of()).getOrDefault(column, BigDecimal.ZERO);
    }

    private @Nullable BigDecimal rate(FormGroup group, FormColumn part, FormColumn whole) {
        BigDecimal all = number(group, whole);
        return all.signum() == 0 ? null : number(group, part).divide(all, RATE_DIGITS, RoundingMode.HALF_UP);
    }
}
