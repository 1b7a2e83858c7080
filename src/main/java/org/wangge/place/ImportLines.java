package org.wangge.place;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCells;
import org.wangge.place.ImportColumns.Row;
import org.wangge.place.model.PlaceChange.Described;
import org.wangge.place.model.PlaceColumn;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.PhoneNumbers;
import org.wangge.shared.Position;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.shared.Texts;
import org.wangge.table.Table;

/** Reads the lines of a table of places. */
@Component
class ImportLines {

    /** What a fault of a part of a description is called in a table; any other is called as it is. */
    private static final Map<String, PlaceColumn> COLUMNS = Map.of(
            "/owner", PlaceColumn.OWNER_NAME,
            "/contact", PlaceColumn.CONTACT_NAME,
            "/owner/name", PlaceColumn.OWNER_NAME,
            "/owner/phone", PlaceColumn.OWNER_PHONE,
            "/contact/name", PlaceColumn.CONTACT_NAME,
            "/contact/phone", PlaceColumn.CONTACT_PHONE,
            "/position/latitude", PlaceColumn.LATITUDE);

    private final PlaceKinds kinds;
    private final PlaceWriting writing;
    private final GridCells grids;

    ImportLines(PlaceKinds kinds, PlaceWriting writing, GridCells grids) {
        this.kinds = kinds;
        this.writing = writing;
        this.grids = grids;
    }

    /** These lines, also those with faults. */
    List<ImportLine> read(List<Table.Row> rows, ImportColumns columns, Actor actor) {
        return rows.stream()
                .map(row -> read(new Row(row, columns, new ArrayList<>()), actor))
                .toList();
    }

    private ImportLine read(Row row, Actor actor) {
        List<Fault> notes = new ArrayList<>();
        UUID id = id(row);
        Position position = position(row);
        Map<PlaceColumn.Field, Object> fields = fields(row);
        String kindName = row.textOrNone(PlaceColumn.KIND);
        PlaceKind kind = kinds.named(kindName);
        String ownerPhone = row.text(PlaceColumn.OWNER_PHONE);
        String contactPhone = row.text(PlaceColumn.CONTACT_PHONE);
        ImportLine.Masked masked = new ImportLine.Masked(maskedOrNull(ownerPhone), maskedOrNull(contactPhone));
        noteFurther(PlaceColumn.OWNER_PHONE, ownerPhone, notes);
        noteFurther(PlaceColumn.CONTACT_PHONE, contactPhone, notes);
        Described described = null;
        if (position != null && row.faults().isEmpty()) {
            try {
                described = writing.describe(
                        draft(row, kind == null ? kindName : kind.code(), position, fields, masked), actor);
            } catch (Refused refused) {
                row.faults().addAll(inColumns(refused.refusal()));
            }
        }
        return new ImportLine(
                row.row().line(),
                Texts.line(row.textOrNone(PlaceColumn.NAME)),
                id,
                described,
                List.copyOf(row.faults()),
                List.copyOf(notes),
                masked);
    }

    /** What its cells say of these; with a fault where a number is none. */
    private static Map<PlaceColumn.Field, Object> fields(Row row) {
        Map<PlaceColumn.Field, Object> fields = new EnumMap<>(PlaceColumn.Field.class);
        for (PlaceColumn column : PlaceColumn.values()) {
            PlaceColumn.Field field = column.field();
            Object value = field == null ? null : field.isNumber() ? row.number(column) : row.text(column);
            if (field != null && value != null) {
                fields.put(field, value);
            }
        }
        return fields;
    }

    private static PlaceDraft draft(
            Row row, String kind, Position position, Map<PlaceColumn.Field, Object> fields, ImportLine.Masked masked) {
        String ownerPhone = masked.owner() == null ? row.text(PlaceColumn.OWNER_PHONE) : null;
        String contactPhone = masked.contact() == null ? row.text(PlaceColumn.CONTACT_PHONE) : null;
        PlaceDraftBuilder draft = PlaceDraftBuilder.builder()
                .kind(kind)
                .name(row.textOrNone(PlaceColumn.NAME))
                .address(row.textOrNone(PlaceColumn.ADDRESS))
                .position(position)
                .owner(person(row.text(PlaceColumn.OWNER_NAME), ownerPhone))
                .contact(person(row.text(PlaceColumn.CONTACT_NAME), contactPhone))
                .industry(row.text(PlaceColumn.INDUSTRY));
        fields.forEach((field, value) -> field.say(draft, value));
        return draft.build();
    }

    private static @Nullable String maskedOrNull(@Nullable String phone) {
        return phone != null && PhoneNumbers.isMasked(phone) ? phone : null;
    }

    /** Of several numbers one is kept, and the line says which are not. */
    private static void noteFurther(PlaceColumn column, @Nullable String phone, List<Fault> notes) {
        PhoneNumbers.Read read = phone == null ? null : PhoneNumbers.read(phone);
        if (read != null && !read.further().isEmpty()) {
            notes.add(Fault.of(column.key(), "place.import-further-phone", read.number(), read.further()));
        }
    }

    private static Place.@Nullable Person person(@Nullable String name, @Nullable String phone) {
        return name == null && phone == null ? null : new Place.Person(name == null ? "" : name, phone);
    }

    private static @Nullable UUID id(Row row) {
        String text = row.text(PlaceColumn.ID);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            row.faults().add(Fault.of(PlaceColumn.ID.key(), "field.form"));
            return null;
        }
    }

    private @Nullable Position position(Row row) {
        for (PlaceColumn required : List.of(PlaceColumn.LONGITUDE, PlaceColumn.LATITUDE)) {
            if (row.text(required) == null) {
                row.faults().add(Fault.of(required.key(), "field.required"));
            }
        }
        Double longitude = row.number(PlaceColumn.LONGITUDE);
        Double latitude = row.number(PlaceColumn.LATITUDE);
        Datum datum = datum(row);
        if (longitude == null || latitude == null || datum == null) {
            return null;
        }
        try {
            return grids.position(longitude, latitude, datum, null, "/position");
        } catch (Refused refused) {
            row.faults().addAll(inColumns(refused.refusal()));
            return null;
        }
    }

    private static @Nullable Datum datum(Row row) {
        String text = row.text(PlaceColumn.DATUM);
        try {
            return text == null
                    ? Datum.WGS84
                    : Datum.valueOf(Texts.narrow(text).toUpperCase(Locale.ROOT).replaceAll("[- ]", ""));
        } catch (IllegalArgumentException unknown) {
            row.faults().add(Fault.of(PlaceColumn.DATUM.key(), "field.form"));
            return null;
        }
    }

    private static List<Fault> inColumns(Refusal refusal) {
        if (refusal.faults().isEmpty()) {
            return List.of(new Fault(PlaceColumn.LONGITUDE.key(), refusal.code(), refusal.arguments()));
        }
        return refusal.faults().stream()
                .map(fault -> new Fault(column(fault.pointer()).key(), fault.code(), fault.arguments()))
                .toList();
    }

    private static PlaceColumn column(String pointer) {
        PlaceColumn part = COLUMNS.get(pointer);
        PlaceColumn whole = part == null ? PlaceColumn.named(pointer.substring(1)) : part;
        return whole == null ? PlaceColumn.LONGITUDE : whole;
    }
}
