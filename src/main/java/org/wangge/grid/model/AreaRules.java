package org.wangge.grid.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal.Fault;

/** What the codes of areas must look like and how they hang together. */
public final class AreaRules {

    private static final Pattern GRID = Pattern.compile("[0-9]{12}");
    private static final Pattern UNIT = Pattern.compile("(?=.*[0-9])[0-9A-Z][0-9A-Z-]{0,39}");
    private static final Pattern PREFIX = Pattern.compile("[A-Z]{2,3}");
    private static final Pattern OFFICE = Pattern.compile("[0-9A-Z]{6,20}");

    /** What the rules need to know of an office. */
    public record OfficeEntry(
            String code, String prefix, @Nullable String hostedBy, GridPath path) {}

    private AreaRules() {}

    /** Twelve digits: county 6, sub-district 3, sequence 3, not 000. */
    public static boolean isGridCode(String code) {
        return GRID.matcher(code).matches() && !code.endsWith("000");
    }

    /**
     * Digits, capital letters and hyphens, with at least one digit: the standard has fifteen characters, and an estate may have a
     * number of its own. Twelve digits are a grid's or a community's.
     */
    public static boolean isUnitCode(String code) {
        return UNIT.matcher(code).matches() && !GRID.matcher(code).matches();
    }

    /** A grid's first nine digits are its sub-district's code. */
    public static boolean belongsTo(String gridCode, String subDistrictCode) {
        return gridCode.startsWith(subDistrictCode);
    }

    /**
     * Checks one division: digits of its level, and a parent exactly one level up.
     *
     * @param parentLevel -1 when there is none, which only a province may have
     */
    public static Optional<Fault> faultOfDivision(String pointer, String code, int digits, int level, int parentLevel) {
        if (code.length() != digits || !code.chars().allMatch(Character::isDigit)) {
            return Optional.of(Fault.of(pointer + "/code", "division.code-invalid", code, digits));
        }
        if (parentLevel != level - 1) {
            return Optional.of(Fault.of(pointer + "/parentCode", "division.parent-invalid", code));
        }
        return Optional.empty();
    }

    /** Checks a list of offices: codes and prefixes unique and well formed, hosts in the list and not hosted themselves. */
    public static List<Fault> faultsOfOffices(List<OfficeEntry> offices) {
        Set<String> hosted = offices.stream()
                .filter(office -> office.hostedBy() != null)
                .map(OfficeEntry::code)
                .collect(Collectors.toSet());
        Set<String> codes = offices.stream().map(OfficeEntry::code).collect(Collectors.toSet());
        Set<String> seenCodes = new HashSet<>();
        Set<String> seenPrefixes = new HashSet<>();
        List<Fault> faults = new ArrayList<>();
        for (int index = 0; index < offices.size(); index++) {
            OfficeEntry office = offices.get(index);
            String pointer = "/" + index;
            if (!OFFICE.matcher(office.code()).matches()
                    || !seenCodes.add(office.code())
                    || office.path().depth() != 2
                    || !office.path().code().equals(office.code())) {
                faults.add(Fault.of(pointer + "/code", "office.code-invalid", office.code()));
            }
            if (!PREFIX.matcher(office.prefix()).matches()
                    || !seenPrefixes.add(office.path().district() + office.prefix())) {
                faults.add(Fault.of(pointer + "/prefix", "office.prefix-invalid", office.prefix()));
            }
            String host = office.hostedBy();
            if (host != null && (!codes.contains(host) || hosted.contains(host))) {
                faults.add(Fault.of(pointer + "/hostedBy", "office.host-invalid", host));
            }
        }
        return faults;
    }
}
