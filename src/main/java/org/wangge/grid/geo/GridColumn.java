package org.wangge.grid.geo;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.LocalizedText;

/** The columns of a table of grids and units, in the order in which they are written. An import knows them by key and by heading. */
public enum GridColumn {
    CODE("code", "网格编号", Use.REQUIRED),
    NAME("name", "网格名称", Use.REQUIRED),
    NAME_EN("nameEn", "英文名称", Use.OPTIONAL),
    COMMUNITY_CODE("communityCode", "社区编号", Use.REQUIRED),
    WKT("wkt", "边界", Use.REQUIRED),
    COMMUNITY_NAME("communityName", "社区", Use.SHOWN),
    OFFICE_CODE("officeCode", "街道编号", Use.SHOWN),
    OFFICE_NAME("officeName", "街道", Use.SHOWN),
    AREA("areaSquareMetres", "面积", Use.SHOWN),
    LEVEL(AreaLevel.KEY, "层级", Use.OPTIONAL),
    /** Of a unit only: the grid in which it lies. */
    PARENT(UnitRecord.PARENT, "上级网格", Use.OPTIONAL);

    private enum Use {
        REQUIRED,
        OPTIONAL,
        /** Written, and passed over when it is read. */
        SHOWN
    }

    private final String key;
    private final String chinese;
    private final Use use;

    GridColumn(String key, String chinese, Use use) {
        this.key = key;
        this.chinese = chinese;
        this.use = use;
    }

    public String key() {
        return key;
    }

    boolean required() {
        return use == Use.REQUIRED;
    }

    /** Whether a line of this level has a text of its own there. */
    boolean isTextOf(AreaLevel level) {
        return switch (this) {
            case CODE, NAME, NAME_EN -> true;
            case COMMUNITY_CODE -> level == AreaLevel.GRID;
            case PARENT -> level == AreaLevel.UNIT;
            default -> false;
        };
    }

    public String heading(Locale locale) {
        return new LocalizedText(chinese, key).in(locale);
    }

    /** The column of a heading, full or half width and in any case; null when there is none. */
    static @Nullable GridColumn named(String heading) {
        String folded = Normalizer.normalize(heading, Normalizer.Form.NFKC).strip();
        return Arrays.stream(values())
                .filter(column -> column.key.equalsIgnoreCase(folded) || column.chinese.equals(folded))
                .findFirst()
                .orElse(null);
    }
}
