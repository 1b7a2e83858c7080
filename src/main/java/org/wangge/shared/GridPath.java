package org.wangge.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An area as its way down from the district: {@code district/sub-district/community/grid}, one to four codes. A scope is
 * such a path; because it begins with the district, two districts in one installation never see each other.
 */
public record GridPath(String value) implements Comparable<GridPath> {

    private static final Pattern FORM = Pattern.compile("[0-9A-Z]{1,20}(/[0-9A-Z]{1,20}){0,3}");

    /** An area in which nothing lies: codes of districts are digits. */
    public static final GridPath NOWHERE = new GridPath("NOWHERE");

    public GridPath {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a grid path: " + value);
        }
    }

    public static GridPath of(String... codes) {
        return new GridPath(String.join("/", codes));
    }

    /** True when the other path is this area or lies inside it. */
    public boolean contains(GridPath other) {
        return other.value.equals(value) || other.value.startsWith(value + "/");
    }

    public List<String> codes() {
        return List.of(value.split("/"));
    }

    public String district() {
        int slash = value.indexOf('/');
        return slash < 0 ? value : value.substring(0, slash);
    }

    /** The last code: that of the area itself. */
    public String code() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** 1 district, 2 sub-district, 3 community, 4 grid. */
    public int depth() {
        return codes().size();
    }

    /** This area and all above it, widest first. Stored with documents so that a scope is one equality in a query. */
    public List<String> ancestry() {
        List<String> areas = new ArrayList<>(4);
        for (int slash = value.indexOf('/'); slash >= 0; slash = value.indexOf('/', slash + 1)) {
            areas.add(value.substring(0, slash));
        }
        areas.add(value);
        return List.copyOf(areas);
    }

    /** The enclosing area of the given depth, or this path when it is not that deep. */
    public GridPath upTo(int depth) {
        List<String> areas = ancestry();
        return areas.size() <= depth ? this : new GridPath(areas.get(depth - 1));
    }

    @Override
    public int compareTo(GridPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
