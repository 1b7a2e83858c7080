package org.wangge.routing.rules;

import java.util.ArrayList;
import java.util.List;

/** The two trees: areas by their paths, categories by letter, group and code. */
public final class Trees {

    /** Letter and two digits: {@code G02} of {@code G0201}. */
    private static final int GROUP = 3;

    private Trees() {}

    /** A code with all above it, itself first and the root last. */
    public static List<String> upwards(Column column, String code) {
        List<String> codes = new ArrayList<>();
        codes.add(code);
        if (column == Column.AREA) {
            for (int end = code.lastIndexOf('/'); end > 0; end = code.lastIndexOf('/', end - 1)) {
                codes.add(code.substring(0, end));
            }
        } else {
            if (code.length() > GROUP) {
                codes.add(code.substring(0, GROUP));
            }
            if (code.length() > 1) {
                codes.add(code.substring(0, 1));
            }
        }
        return codes;
    }

    /** Whether a code stands in a tree at another one or below it. */
    static boolean lies(Column column, String code, String under) {
        if (code.equals(under)) {
            return true;
        }
        return column == Column.AREA
                ? !under.isEmpty()
                        && code.length() > under.length()
                        && code.charAt(under.length()) == '/'
                        && code.startsWith(under)
                : (under.length() == GROUP || under.length() == 1) && code.startsWith(under);
    }
}
