package org.wangge.grid.store;

import org.bson.Document;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.LocalizedText;

/** Names and points as documents. */
final class AreaDocuments {

    private AreaDocuments() {}

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
}
