package org.wangge.grid.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridUnit;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.UnitShape;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The cells of publications. Those of one are written under a number of their own first; then one guarded write of {@link
 * PublicationStore} makes them count. Whoever reads sees the old ones or the new ones, never a mixture.
 */
@Repository
public class CellStore {

    private static final int BATCH = 500;

    private final ReactiveMongoTemplate template;

    CellStore(ReactiveMongoTemplate template) {
        this.template = template;
    }

    /** Writes cells that do not count yet, under the revision they carry. */
    public Mono<Void> write(Collection<CellShape> shapes) {
        return Flux.fromIterable(shapes)
                .map(CellStore::document)
                .buffer(BATCH)
                .concatMap(batch -> template.insert(batch, GridIndexes.CELLS).then())
                .then();
    }

    /** All cells of a revision, in no order. */
    public Flux<CellShape> cells(long revision) {
        return template.find(
                        Query.query(where("revision").is(revision)).cursorBatchSize(BATCH),
                        Document.class,
                        GridIndexes.CELLS)
                .map(CellStore::shape);
    }

    /** A cell as the latest of these publications has it; empty when none has. */
    public Mono<CellShape> last(Collection<Long> revisions, String code) {
        List<String> ids =
                revisions.stream().map(revision -> id(revision, code)).toList();
        return template.find(Query.query(where("_id").in(ids)), Document.class, GridIndexes.CELLS)
                .map(CellStore::shape)
                .collectList()
                .flatMap(found -> Mono.justOrEmpty(found.stream()
                        .max(Comparator.comparingLong(shape -> shape.cell().revision()))));
    }

    private static String id(long revision, String code) {
        return revision + ":" + code;
    }

    /** Removes the cells of a revision that never came to count. */
    public Mono<Void> discard(long revision) {
        return template.remove(Query.query(where("revision").is(revision)), GridIndexes.CELLS)
                .then();
    }

    /**
     * Removes publications that are not kept, and what publishers that died left behind: a number below the present one that is
     * not among the kept can no longer come to count.
     */
    public Mono<Void> purge(long present, Collection<Long> kept) {
        return template.remove(Query.query(where("revision").lt(present).nin(kept)), GridIndexes.CELLS)
                .then();
    }

    private static Document document(CellShape shape) {
        GridCell cell = shape.cell();
        return new Document("_id", id(cell.revision(), cell.code()))
                .append("revision", cell.revision())
                .append("path", cell.path().value())
                .append("names", AreaDocuments.names(cell.name()))
                .append("anchor", AreaDocuments.point(cell.anchor()))
                .append("areaSquareMetres", cell.areaSquareMetres())
                .append("boundary", new Document(Boundaries.toGeoJson(shape.boundary())))
                .append("units", shape.units().stream().map(CellStore::document).toList());
    }

    private static Document document(UnitShape shape) {
        GridUnit unit = shape.unit();
        return new Document("code", unit.code())
                .append("names", AreaDocuments.names(unit.name()))
                .append("anchor", AreaDocuments.point(unit.anchor()))
                .append("areaSquareMetres", unit.areaSquareMetres())
                .append("boundary", new Document(Boundaries.toGeoJson(shape.boundary())));
    }

    private static CellShape shape(Document document) {
        GeoPoint anchor = AreaDocuments.point(document.get("anchor", Document.class));
        GridCell cell = new GridCell(
                new GridPath(document.getString("path")),
                AreaDocuments.names(document.get("names", Document.class)),
                anchor,
                document.getDouble("areaSquareMetres"),
                document.get("revision", Number.class).longValue());
        Map<String, Object> boundary = document.get("boundary", Document.class);
        // What was stored by builds that knew no units has none.
        List<UnitShape> units = document.getList("units", Document.class, List.of()).stream()
                .map(unit -> unit(unit, cell.code()))
                .toList();
        return new CellShape(cell, Boundaries.fromGeoJson(boundary), units);
    }

    private static UnitShape unit(Document document, String gridCode) {
        Map<String, Object> boundary = document.get("boundary", Document.class);
        return new UnitShape(
                new GridUnit(
                        document.getString("code"),
                        AreaDocuments.names(document.get("names", Document.class)),
                        gridCode,
                        AreaDocuments.point(document.get("anchor", Document.class)),
                        document.getDouble("areaSquareMetres")),
                Boundaries.fromGeoJson(boundary));
    }
}
