package org.wangge.grid.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wangge.grid.Office;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal.Fault;

/** What the codes of areas must look like and how they hang together. */
public final class AreaRules {

    private static final Pattern GRID = Pattern.compile("[0-9]{12}");
    private static final Pattern UNIT = Pattern.compile("(?=.*[0-9])[0-9A-Z][0-9A-Z-]{0,39}");
    private static final Pattern PREFIX = Pattern.compile("[A-Z]{2,3}");
    private static final Pattern OFFICE = Pattern.compile("[0-9A-Z]{6,20}");

    /** What the rules need to know of an office. */
    public record OfficeEntry(String code, String prefix, List<Office.Hosting> hosting, GridPath path) {}

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

    /** Whether a code is that of the province or the city of a district. */
    public static boolean encloses(String code, String district) {
        return code.length() == district.length()
                && (code.endsWith("0000") && district.startsWith(code.substring(0, 2))
                        || code.endsWith("00") && district.startsWith(code.substring(0, 4)));
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
        Map<String, OfficeEntry> byCode = new HashMap<>();
        offices.forEach(office -> byCode.put(office.code(), office));
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
            faults.addAll(faultsOfHosting(pointer, office, byCode));
        }
        return faults;
    }

    /** Each host is there and not hosted itself at that time; the periods are in order and do not meet. */
    private static List<Fault> faultsOfHosting(String pointer, OfficeEntry office, Map<String, OfficeEntry> byCode) {
        List<Fault> faults = new ArrayList<>();
        List<Office.Hosting> hosting = office.hosting();
        for (int index = 0; index < hosting.size(); index++) {
            Office.Hosting one = hosting.get(index);
            OfficeEntry host = byCode.get(one.by());
            // What is hosted for good is said in one word.
            String at = hosting.size() == 1 && one.from() == null && one.to() == null
                    ? pointer + "/hostedBy"
                    : pointer + "/hosting/" + index;
            if (host == null || host.hosting().stream().anyMatch(one::meets)) {
                faults.add(Fault.of(at.endsWith("hostedBy") ? at : at + "/by", "office.host-invalid", one.by()));
            }
            if ((one.from() != null && one.to() != null && one.from().isAfter(one.to()))
                    || hosting.subList(0, index).stream().anyMatch(one::meets)) {
                faults.add(Fault.of(at + "/from", "office.hosting-period"));
            }
        }
        return faults;
    }
}
