package org.wangge.warning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.shared.GridPath;
import org.wangge.warning.model.Alert;
import reactor.core.publisher.Mono;

/**
 * Which sub-districts of a district an alert touches. Geocodes are known by their value, because each sender calls them otherwise: codes of
 * divisions, of the district, above it or within it, also filled up with zeros. Outlines and circles are laid over the grids.
 */
@Component
class WarningAreas {

    private static final Pattern CODE = Pattern.compile("[0-9]{6}|[0-9]{9}|[0-9]{12}");
    private static final int SUB_DISTRICT = 2;
    private static final int OF_DISTRICT = 6;
    private static final int OF_SUB_DISTRICT = 9;

    private final Divisions divisions;
    private final GridCells grids;

    WarningAreas(Divisions divisions, GridCells grids) {
        this.divisions = divisions;
        this.grids = grids;
    }

    /** Paths in order: the district alone when it touches all of it; empty when it touches nothing. */
    Mono<List<String>> touched(Alert alert, GridPath district) {
        Set<String> named = named(alert.codes(), district);
        return named.contains(district.value())
                ? Mono.just(List.of(district.value()))
                : grids.touchedBy(alert.outlines(), alert.circles())
                        .map(cells -> whole(Stream.concat(named.stream(), paths(cells, district)), district));
    }

    private static Stream<String> paths(Collection<GridCell> cells, GridPath district) {
        return cells.stream()
                .map(GridCell::path)
                .filter(district::contains)
                .map(path -> path.upTo(SUB_DISTRICT).value());
    }

    private List<String> whole(Stream<String> touched, GridPath district) {
        Set<String> areas = new TreeSet<>(touched.toList());
        Set<String> all = new HashSet<>(paths(grids.within(district), district).toList());
        return !all.isEmpty() && areas.containsAll(all) ? List.of(district.value()) : List.copyOf(areas);
    }

    private Set<String> named(Collection<String> codes, GridPath district) {
        Set<String> enclosing = new HashSet<>();
        divisions.of(district).stream()
                .filter(one -> one.level().compareTo(Division.Level.DISTRICT) <= 0)
                .forEach(one -> {
                    enclosing.add(one.code());
                    enclosing.addAll(one.aliases());
                });
        Set<String> named = new TreeSet<>();
        for (String given : codes) {
            if (CODE.matcher(given).matches()) {
                String code = unfilled(given);
                if (enclosing.contains(code)) {
                    named.add(district.value());
                } else {
                    within(code, district).forEach(path -> named.add(path.value()));
                }
            }
        }
        return named;
    }

    /** {@code 510703000000} is the district 510703, and {@code 510703001000} its sub-district. */
    private static String unfilled(String code) {
        String short9 =
                code.length() > OF_SUB_DISTRICT && code.endsWith("000") ? code.substring(0, OF_SUB_DISTRICT) : code;
        return short9.length() == OF_SUB_DISTRICT && short9.endsWith("000") ? short9.substring(0, OF_DISTRICT) : short9;
    }

    /** What ended stands for what followed; a code of ours that nobody knows stands for the district, lest a warning is missed. */
    private List<GridPath> within(String code, GridPath district) {
        List<GridPath> paths = new ArrayList<>();
        divisions.pathOf(code).ifPresent(paths::add);
        if (paths.isEmpty()) {
            divisions.find(code).stream()
                    .flatMap(ended -> ended.successors().stream())
                    .forEach(next -> divisions.pathOf(next).ifPresent(paths::add));
        }
        if (paths.isEmpty() && code.length() > OF_SUB_DISTRICT) {
            divisions.pathOf(code.substring(0, OF_SUB_DISTRICT)).ifPresent(paths::add);
        }
        if (paths.isEmpty() && code.startsWith(district.value())) {
            return List.of(district);
        }
        return paths.stream()
                .filter(district::contains)
                .map(path -> path.upTo(SUB_DISTRICT))
                .toList();
    }
}
