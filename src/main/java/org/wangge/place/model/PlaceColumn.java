package org.wangge.place.model;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.LocalizedText;

/** The columns of a table of places, in the order in which they are written. An import knows them by key and by heading. */
public enum PlaceColumn {
    ID("id", "编号", Use.OPTIONAL),
    EXTERNAL_ID("externalId", "外部编号", Use.OPTIONAL),
    KIND("kind", "类型", Use.REQUIRED),
    NAME("name", "名称", Use.REQUIRED),
    ADDRESS("address", "地址", Use.REQUIRED),
    LONGITUDE("longitude", "经度", Use.REQUIRED),
    LATITUDE("latitude", "纬度", Use.REQUIRED),
    DATUM("datum", "坐标系", Use.OPTIONAL),
    OWNER_NAME("ownerName", "负责人", Use.OPTIONAL),
    OWNER_PHONE("ownerPhone", "负责人电话", Use.OPTIONAL),
    CONTACT_NAME("contactName", "安全联系人", Use.OPTIONAL),
    CONTACT_PHONE("contactPhone", "安全联系人电话", Use.OPTIONAL),
    LICENCE_NUMBER("licenceNumber", "证照编号", Use.OPTIONAL),
    AREA("areaSquareMetres", "面积", Use.OPTIONAL),
    INDUSTRY("industry", "行业", Use.OPTIONAL),
    STATE("state", "状态", Use.SHOWN),
    COLOUR("colour", "风险等级", Use.SHOWN),
    SCORE("score", "风险分值", Use.SHOWN),
    GRID_CODE("gridCode", "网格编码", Use.SHOWN),
    GRID_NAME("gridName", "网格", Use.SHOWN),
    OFFICE_NAME("officeName", "街道", Use.SHOWN),
    LAST_INSPECTED_AT("lastInspectedAt", "上次检查", Use.SHOWN),
    NEXT_DUE_AT("nextDueAt", "下次检查", Use.SHOWN);

    private enum Use {
        REQUIRED,
        OPTIONAL,
        /** Written, and passed over when it is read. */
        SHOWN
    }

    private final String key;
    private final String chinese;
    private final Use use;

    PlaceColumn(String key, String chinese, Use use) {
        this.key = key;
        this.chinese = chinese;
        this.use = use;
    }

    public String key() {
        return key;
    }

    public boolean required() {
        return use == Use.REQUIRED;
    }

    /** Whether an import takes it. */
    public boolean isRead() {
        return use != Use.SHOWN;
    }

    public String heading(Locale locale) {
        return new LocalizedText(chinese, key).in(locale);
    }

    /** The column of a heading, however it is written; null when there is none. */
    public static @Nullable PlaceColumn named(String heading) {
        String folded = Folding.fold(heading);
        return Arrays.stream(values())
                .filter(column -> Folding.fold(column.key).equals(folded) || column.chinese.equals(folded))
                .findFirst()
                .orElse(null);
    }
}
