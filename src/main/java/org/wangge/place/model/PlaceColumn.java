package org.wangge.place.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wangge.place.PlaceDraft;
import org.wangge.place.PlaceDraftBuilder;
import org.wangge.place.PlaceView;
import org.wangge.place.PlaceViewBuilder;
import org.wangge.shared.LocalizedText;

/** The columns of a table of places, in the order in which they are written. An import knows them by key and by heading. */
public enum PlaceColumn {
    ID("id", "编号", Use.OPTIONAL, PlaceView::id),
    EXTERNAL_ID(Text.EXTERNAL_ID, "外部编号", PlaceView::externalId),
    KIND("kind", "类型", Use.REQUIRED, PlaceView::kindName),
    NAME("name", "名称", Use.REQUIRED, PlaceView::name),
    ADDRESS("address", "地址", Use.REQUIRED, PlaceView::address),
    LONGITUDE("longitude", "经度", Use.REQUIRED, place -> place.position().longitude()),
    LATITUDE("latitude", "纬度", Use.REQUIRED, place -> place.position().latitude()),
    DATUM("datum", "坐标系", Use.OPTIONAL, place -> place.position().datum()),
    OWNER_NAME("ownerName", "负责人", Use.OPTIONAL, place -> name(place.owner())),
    OWNER_PHONE("ownerPhone", "负责人电话", Use.OPTIONAL, place -> phone(place.owner())),
    CONTACT_NAME("contactName", "安全联系人", Use.OPTIONAL, place -> name(place.contact())),
    CONTACT_PHONE("contactPhone", "安全联系人电话", Use.OPTIONAL, place -> phone(place.contact())),
    LICENCE_NUMBER(Text.LICENCE_NUMBER, "证照编号", PlaceView::licenceNumber),
    AREA("areaSquareMetres", "面积", Use.OPTIONAL, PlaceView::areaSquareMetres),
    INDUSTRY("industry", "行业", Use.OPTIONAL, PlaceView::industryName),
    STATE("state", "状态", Use.SHOWN, PlaceView::state),
    COLOUR("colour", "风险等级", Use.SHOWN, place -> place.risk().colour()),
    SCORE("score", "风险分值", Use.SHOWN, place -> place.risk().score()),
    GRID_CODE("gridCode", "网格编码", Use.SHOWN, PlaceView::gridCode),
    GRID_NAME("gridName", "网格", Use.SHOWN, PlaceView::gridName),
    OFFICE_NAME("officeName", "街道", Use.SHOWN, PlaceView::officeName),
    LAST_INSPECTED_AT("lastInspectedAt", "上次检查", Use.SHOWN, PlaceView::lastInspectedAt),
    NEXT_DUE_AT("nextDueAt", "下次检查", Use.SHOWN, PlaceView::nextDueAt);

    /**
     * The texts that a place may have and that mean nothing else, in the order in which a history tells them. A row is the whole way of
     * a text: from the description into the place, and from the place to who reads it.
     */
    public enum Text {
        LICENCE_NUMBER(
                "licenceNumber",
                64,
                PlaceDraft::licenceNumber,
                PlaceDraftBuilder::licenceNumber,
                PlaceFile::licenceNumber,
                PlaceFileBuilder::licenceNumber,
                PlaceViewBuilder::licenceNumber),
        EXTERNAL_ID(
                "externalId",
                64,
                PlaceDraft::externalId,
                PlaceDraftBuilder::externalId,
                PlaceFile::externalId,
                PlaceFileBuilder::externalId,
                PlaceViewBuilder::externalId);

        private final String key;
        private final int longest;
        private final Function<PlaceDraft, @Nullable String> said;
        private final BiConsumer<PlaceDraftBuilder, @Nullable String> say;
        private final Function<PlaceFile, @Nullable String> kept;
        private final BiConsumer<PlaceFileBuilder, @Nullable String> keep;
        private final BiConsumer<PlaceViewBuilder, @Nullable String> show;

        Text(
                String key,
                int longest,
                Function<PlaceDraft, @Nullable String> said,
                BiConsumer<PlaceDraftBuilder, @Nullable String> say,
                Function<PlaceFile, @Nullable String> kept,
                BiConsumer<PlaceFileBuilder, @Nullable String> keep,
                BiConsumer<PlaceViewBuilder, @Nullable String> show) {
            this.key = key;
            this.longest = longest;
            this.said = said;
            this.say = say;
            this.kept = kept;
            this.keep = keep;
            this.show = show;
        }

        /** Its name in requests, answers, histories and tables. */
        public String key() {
            return key;
        }

        int longest() {
            return longest;
        }

        @Nullable
        String of(PlaceDraft draft) {
            return said.apply(draft);
        }

        @Nullable
        String of(PlaceFile file) {
            return kept.apply(file);
        }

        public void say(PlaceDraftBuilder draft, @Nullable String text) {
            say.accept(draft, text);
        }

        /** Says what is kept where the description says nothing. */
        public void complete(PlaceDraftBuilder draft, PlaceDraft known, PlaceFile file) {
            if (of(known) == null) {
                say(draft, of(file));
            }
        }

        void keep(PlaceFileBuilder file, PlaceDraft draft) {
            keep.accept(file, of(draft));
        }

        public void show(PlaceViewBuilder view, PlaceFile file) {
            show.accept(view, of(file));
        }
    }

    private enum Use {
        REQUIRED,
        OPTIONAL,
        /** Written, and passed over when it is read. */
        SHOWN
    }

    private final String key;
    private final String chinese;
    private final Use use;
    private final Function<PlaceView, @Nullable Object> cell;
    private final @Nullable Text text;

    PlaceColumn(String key, String chinese, Use use, Function<PlaceView, @Nullable Object> cell) {
        this(key, chinese, use, cell, null);
    }

    PlaceColumn(Text text, String chinese, Function<PlaceView, @Nullable Object> cell) {
        this(text.key(), chinese, Use.OPTIONAL, cell, text);
    }

    PlaceColumn(String key, String chinese, Use use, Function<PlaceView, @Nullable Object> cell, @Nullable Text text) {
        this.key = key;
        this.chinese = chinese;
        this.use = use;
        this.cell = cell;
        this.text = text;
    }

    public String key() {
        return key;
    }

    /** What an export writes there of a place; null for an empty cell. */
    public @Nullable Object cell(PlaceView place) {
        return cell.apply(place);
    }

    /** Null where the cell means more than its text. */
    public @Nullable Text text() {
        return text;
    }

    private static @Nullable String name(PlaceView.@Nullable PersonView person) {
        return person == null ? null : person.name();
    }

    private static @Nullable String phone(PlaceView.@Nullable PersonView person) {
        return person == null ? null : person.phone();
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
