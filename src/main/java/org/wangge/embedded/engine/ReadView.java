package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.file.MapView;
import org.wangge.embedded.file.Snapshot;
import org.wangge.embedded.file.StoreFile;
import org.wangge.embedded.key.FieldPath;
import org.wangge.embedded.query.IndexView;

/**
 * A collection as one command reads it, or one cursor: as it is while the loop reads, as it was while a {@link LongRead} does.
 * Shares nothing with other readers that changes.
 */
final class ReadView {

    private final Contents collection;
    private final StoreFile file;
    private final Pace pace;
    private final MapView documents;
    private final IndexView primary;
    private final List<IndexView> indexes = new ArrayList<>();
    /** Keeps where it last found something, so it serves one reader. */
    private final QueryMatcher matcher = new DefaultQueryMatcher();

    private long version;

    ReadView(Contents collection, StoreFile file, Pace pace) {
        this.collection = collection;
        this.file = file;
        this.pace = pace;
        this.documents = collection.documents().view();
        this.primary = new IndexView(
                RecordIds.ID,
                documents,
                List.of(new FieldPath(RecordIds.ID)),
                field -> false,
                field -> false,
                false,
                true,
                UnaryOperator.identity());
        collection.storedIndexes().forEach(index -> indexes.add(index.view()));
        renew();
    }

    /** A further command begins to read. */
    void renew() {
        version = collection.version();
    }

    /** Takes all that can be read here as it is now. */
    Snapshot freeze() {
        List<MapView> maps = new ArrayList<>(List.of(documents));
        indexes.forEach(index -> maps.add(index.map()));
        return file.freeze(maps);
    }

    Pace pace() {
        return pace;
    }

    IndexView primary() {
        return primary;
    }

    List<IndexView> indexes() {
        return indexes;
    }

    String name() {
        return collection.getFullName();
    }

    long size() {
        return documents.size();
    }

    /** Another one when documents may have changed. */
    long version() {
        return version;
    }

    byte @Nullable [] bytes(byte[] id) {
        return documents.get(id);
    }

    boolean matches(Document document, Document query) {
        return matcher.matches(document, query);
    }
}
