package org.wangge.grid.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.Division;
import org.wangge.grid.Office;
import org.wangge.grid.model.DivisionFile;
import org.wangge.grid.model.OfficeFile;

/**
 * The divisions and offices, whole and in memory. Immutable. An area is found by its code or by an alias; a code that is
 * itself in use wins over somebody else's alias, for codes have been given twice ({@code 510703013}).
 */
final class AreaSnapshot {

    static final AreaSnapshot EMPTY = new AreaSnapshot(-1, List.of(), List.of());

    private final long version;
    private final Map<String, Division> divisions;
    private final Map<String, Division> divisionAliases;
    private final Map<String, List<Division>> below = new HashMap<>();
    private final Map<String, Office> offices;
    private final Map<String, Long> divisionVersions = new HashMap<>();
    private final Map<String, Long> officeVersions = new HashMap<>();
    private final Map<String, Office> officeAliases;

    AreaSnapshot(long version, Collection<DivisionFile> divisionFiles, Collection<OfficeFile> officeFiles) {
        this.version = version;
        this.divisions =
                byCode(divisionFiles.stream().map(DivisionFile::division).toList(), Division::code);
        this.offices = byCode(officeFiles.stream().map(OfficeFile::office).toList(), Office::code);
        divisionFiles.forEach(file -> divisionVersions.put(file.id(), file.version()));
        officeFiles.forEach(file -> officeVersions.put(file.id(), file.version()));
        this.divisionAliases = byAlias(this.divisions.values(), Division::aliases);
        this.officeAliases = byAlias(this.offices.values(), Office::aliases);
        this.divisions.values().forEach(division -> {
            String parent = division.parentCode();
            if (parent != null) {
                below.computeIfAbsent(parent, code -> new ArrayList<>()).add(division);
            }
        });
    }

    long version() {
        return version;
    }

    Optional<Division> division(@Nullable String code) {
        return code == null
                ? Optional.empty()
                : Optional.ofNullable(divisions.get(code)).or(() -> Optional.ofNullable(divisionAliases.get(code)));
    }

    List<Division> below(String code) {
        return List.copyOf(below.getOrDefault(code, List.of()));
    }

    Optional<Office> office(String code) {
        return Optional.ofNullable(offices.get(code)).or(() -> Optional.ofNullable(officeAliases.get(code)));
    }

    List<Division> divisions() {
        return List.copyOf(divisions.values());
    }

    long divisionVersion(String code) {
        return divisionVersions.getOrDefault(code, 0L);
    }

    long officeVersion(String code) {
        return officeVersions.getOrDefault(code, 0L);
    }

    /** By code. */
    List<Office> offices() {
        return List.copyOf(offices.values());
    }

    private static <T> Map<String, T> byCode(Collection<T> all, Function<T, String> code) {
        Map<String, T> sorted = new TreeMap<>();
        all.stream().sorted(Comparator.comparing(code)).forEach(one -> sorted.put(code.apply(one), one));
        return sorted;
    }

    private static <T> Map<String, T> byAlias(Collection<T> all, Function<T, List<String>> aliases) {
        Map<String, T> found = new HashMap<>();
        all.forEach(one -> aliases.apply(one).forEach(alias -> found.putIfAbsent(alias, one)));
        return found;
    }
}
