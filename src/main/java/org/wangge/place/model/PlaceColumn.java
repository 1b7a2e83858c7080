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
    EXTERNAL_ID(Field.EXTERNAL_ID, "外部编号", PlaceView::externalId),
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
    LICENCE_NUMBER(Field.LICENCE_NUMBER, "证照编号", PlaceView::licenceNumber),
    AREA(Field.AREA, "面积", PlaceView::areaSquareMetres),
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
     * The texts and numbers that a place may have and that nothing else follows from, in the order in which a history tells them. A row is
     * the whole way of a field: from the description into the place, and from the place to who reads it.
     */
    public enum Field {
        LICENCE_NUMBER(
                "licenceNumber",
                new Way<>(
                        String.class,
                        64,
                        PlaceDraft::licenceNumber,
                        PlaceDraftBuilder::licenceNumber,
                        PlaceFile::licenceNumber,
                        PlaceFileBuilder::licenceNumber,
                        PlaceViewBuilder::licenceNumber)),
        EXTERNAL_ID(
                "externalId",
                new Way<>(
                        String.class,
                        64,
                        PlaceDraft::externalId,
                        PlaceDraftBuilder::externalId,
                        PlaceFile::externalId,
                        PlaceFileBuilder::externalId,
                        PlaceViewBuilder::externalId)),
        AREA(
                "areaSquareMetres",
                new Way<>(
                        Double.class,
                        10_000_000,
                        PlaceDraft::areaSquareMetres,
                        PlaceDraftBuilder::areaSquareMetres,
                        PlaceFile::areaSquareMetres,
                        PlaceFileBuilder::areaSquareMetres,
                        PlaceViewBuilder::areaSquareMetres));

        /** A number is more than zero and at most this; a text is at most so long. */
        private record Way<T>(
                Class<T> type,
                long most,
                Function<PlaceDraft, @Nullable T> said,
                BiConsumer<PlaceDraftBuilder, @Nullable T> say,
                Function<PlaceFile, @Nullable T> kept,
                BiConsumer<PlaceFileBuilder, @Nullable T> keep,
                BiConsumer<PlaceViewBuilder, @Nullable T> show) {

            void say(PlaceDraftBuilder draft, @Nullable Object value) {
                say.accept(draft, type.cast(value));
            }

            void keep(PlaceFileBuilder file, PlaceDraft draft) {
                keep.accept(file, said.apply(draft));
            }

            void show(PlaceViewBuilder view, PlaceFile file) {
                show.accept(view, kept.apply(file));
            }
        }

        private final String key;
        private final Way<?> way;

        Field(String key, Way<?> way) {
            this.key = key;
            this.way = way;
        }

        /** Its name in requests, answers, histories and tables. */
        public String key() {
            return key;
        }

        public boolean isNumber() {
            return way.type() == Double.class;
        }

        long most() {
            return way.most();
        }

        /** A text or a number. */
        @Nullable
        Object of(PlaceDraft draft) {
            return way.said().apply(draft);
        }

        @Nullable
        Object of(PlaceFile file) {
            return way.kept().apply(file);
        }

        public void say(PlaceDraftBuilder draft, @Nullable Object value) {
            way.say(draft, value);
        }

        /** Says what is kept where the description says nothing. */
        public void complete(PlaceDraftBuilder draft, PlaceDraft known, PlaceFile file) {
            if (of(known) == null) {
                say(draft, of(file));
            }
        }

        void keep(PlaceFileBuilder file, PlaceDraft draft) {
            way.keep(file, draft);
        }

        public void show(PlaceViewBuilder view, PlaceFile file) {
            way.show(view, file);
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
    private final @Nullable Field field;

    PlaceColumn(String key, String chinese, Use use, Function<PlaceView, @Nullable Object> cell) {
        this(key, chinese, use, cell, null);
    }

    PlaceColumn(Field field, String chinese, Function<PlaceView, @Nullable Object> cell) {
        this(field.key(), chinese, Use.OPTIONAL, cell, field);
    }

    PlaceColumn(
            String key, String chinese, Use use, Function<PlaceView, @Nullable Object> cell, @Nullable Field field) {
        this.key = key;
        this.chinese = chinese;
        this.use = use;
        this.cell = cell;
        this.field = field;
    }

    public String key() {
        return key;
    }

    /** What an export writes there of a place; null for an empty cell. */
    public @Nullable Object cell(PlaceView place) {
        return cell.apply(place);
    }

    /** Null where the cell means more than what stands there. */
    public @Nullable Field field() {
        return field;
    }

    /** Whether an import reads a number there. */
    public boolean isNumber() {
        return this == LONGITUDE || this == LATITUDE || field != null && field.isNumber();
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
