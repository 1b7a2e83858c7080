package org.wangge.grid.store;

import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.Division;
import org.wangge.grid.Office;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;

/** Divisions and offices as documents. Dates are kept as text ({@code 2020-12-31}): a day has no time zone. */
final class AreaDocuments {

    private AreaDocuments() {}

    static Document of(Division division) {
        GeoPoint place = division.approximately();
        return new Document("_id", division.code())
                .append("names", names(division.names()))
                .append("level", division.level().name())
                .append("parentCode", division.parentCode())
                .append("validFrom", text(division.validFrom()))
                .append("validTo", text(division.validTo()))
                .append("aliases", division.aliases())
                .append("approximately", place == null ? null : point(place))
                .append("illustrative", division.illustrative());
    }

    static Division division(Document document) {
        Document place = document.get("approximately", Document.class);
        return new Division(
                document.getString("_id"),
                names(document.get("names", Document.class)),
                Division.Level.valueOf(document.getString("level")),
                document.getString("parentCode"),
                date(document.getString("validFrom")),
                date(document.getString("validTo")),
                document.getList("aliases", String.class, List.of()),
                place == null ? null : point(place),
                document.getBoolean("illustrative", false));
    }

    static Document of(Office office) {
        return new Document("_id", office.code())
                .append("names", names(office.names()))
                .append("prefix", office.prefix())
                .append("kind", office.kind().name())
                .append("hostedBy", office.hostedBy())
                .append("path", office.path().value())
                .append("phone", office.phone())
                .append("validFrom", text(office.validFrom()))
                .append("validTo", text(office.validTo()))
                .append("aliases", office.aliases());
    }

    static Office office(Document document) {
        return new Office(
                document.getString("_id"),
                names(document.get("names", Document.class)),
                document.getString("prefix"),
                Office.Kind.valueOf(document.getString("kind")),
                document.getString("hostedBy"),
                new GridPath(document.getString("path")),
                document.getString("phone"),
                date(document.getString("validFrom")),
                date(document.getString("validTo")),
                document.getList("aliases", String.class, List.of()));
    }

    static Document names(LocalizedText names) {
        return new Document("zh", names.zh()).append("en", names.en());
    }

    static LocalizedText names(Document names) {
        return new LocalizedText(names.getString("zh"), names.getString("en"));
    }

    static Document point(GeoPoint point) {
        return new Document("longitude", point.longitude()).append("latitude", point.latitude());
    }

    static GeoPoint point(Document document) {
        return new GeoPoint(document.getDouble("longitude"), document.getDouble("latitude"));
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
