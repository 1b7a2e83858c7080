package org.wangge.grid.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridUnit;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.UnitShape;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Publications of the grid. The cells of a publication are written under a number of their own first; then one guarded write
 * of the pointer document makes them count. Whoever reads sees the old ones or the new ones, never a mixture.
 */
@Repository
public class CellStore {

    private static final String POINTER = "current";
    private static final int BATCH = 500;
    /** So many publications stay readable after they were replaced. */
    static final int KEPT = 10;

    private final ReactiveMongoTemplate template;

    CellStore(ReactiveMongoTemplate template) {
        this.template = template;
    }

    /** What counts now; {@link Published#NOTHING} before the first publication. */
    public Mono<Published> published() {
        return template.findById(POINTER, Document.class, GridIndexes.REVISION)
                .map(CellStore::pointer)
                .defaultIfEmpty(Published.NOTHING);
    }

    /** A number for a publication that nobody else will get, higher than all before. */
    public Mono<Long> nextRevision() {
        return template.findAndModify(
                        Query.query(where("_id").is(POINTER)),
                        new Update()
                                .inc("issued", 1L)
                                .setOnInsert("revision", 0L)
                                .setOnInsert("cells", 0)
                                .setOnInsert("areas", 0L),
                        FindAndModifyOptions.options().upsert(true).returnNew(true),
                        Document.class,
                        GridIndexes.REVISION)
                .map(pointer -> pointer.get("issued", Number.class).longValue());
    }

    /** Writes cells that do not count yet, under the revision they carry. */
    public Mono<Void> write(Collection<CellShape> shapes) {
        return Flux.fromIterable(shapes)
                .map(CellStore::document)
                .buffer(BATCH)
                .concatMap(batch -> template.insert(batch, GridIndexes.CELLS).then())
                .then();
    }

    /**
     * Makes a written revision count if the base is still the one that does. False when somebody else was first.
     *
     * @param operation kept with it, so that a repeat is known; null when there will be none
     */
    public Mono<Boolean> switchIfStill(
            long base, long revision, int cells, Instant at, String by, Operation.@Nullable Done operation) {
        Document entry = new Document("revision", revision)
                .append("cells", cells)
                .append("at", at)
                .append("by", by);
        return template.findById(POINTER, Document.class, GridIndexes.REVISION)
                .flatMap(pointer -> {
                    Update update = new Update().set("revision", revision).set("cells", cells);
                    update.push("published").slice(-KEPT).each(entry);
                    if (operation != null) {
                        update.set("operations", kept(keyed(pointer), new Keyed(revision, operation)));
                    }
                    return template.findAndModify(
                            Query.query(where("_id").is(POINTER).and("revision").is(base)),
                            update,
                            FindAndModifyOptions.options().returnNew(true),
                            Document.class,
                            GridIndexes.REVISION);
                })
                .hasElement();
    }

    /** A publication that a client made under a key. */
    public record Keyed(long revision, Operation.Done operation) {}

    private static List<Keyed> keyed(Document pointer) {
        return pointer.getList("operations", Document.class, List.of()).stream()
                .map(done -> new Keyed(
                        done.get("revision", Number.class).longValue(),
                        new Operation.Done(
                                done.getString("key"),
                                done.getString("hash"),
                                done.getDate("at").toInstant())))
                .toList();
    }

    private static List<Document> kept(List<Keyed> before, Keyed one) {
        List<Operation.Done> kept =
                Operation.kept(before.stream().map(Keyed::operation).toList(), one.operation());
        return Stream.concat(before.stream(), Stream.of(one))
                .filter(keyed -> kept.contains(keyed.operation()))
                .map(keyed -> new Document("key", keyed.operation().key())
                        .append("hash", keyed.operation().hash())
                        .append("at", keyed.operation().at())
                        .append("revision", keyed.revision()))
                .toList();
    }

    /** What was published under this key; empty when it was nothing, or is not known any more, see {@link Operation#kept}. */
    public Mono<Keyed> publishedBy(String operationKey) {
        return template.findById(POINTER, Document.class, GridIndexes.REVISION)
                .flatMapIterable(CellStore::keyed)
                .filter(keyed -> operationKey.equals(keyed.operation().key()))
                .next();
    }

    /** Tells all instances that divisions or offices changed. */
    public Mono<Void> areasChanged() {
        return template.upsert(
                        Query.query(where("_id").is(POINTER)),
                        new Update()
                                .inc("areas", 1L)
                                .setOnInsert("revision", 0L)
                                .setOnInsert("cells", 0)
                                .setOnInsert("issued", 0L),
                        GridIndexes.REVISION)
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

    /** A cell as the latest of the last ten publications has it; empty when none has. */
    public Mono<CellShape> last(String code) {
        return template.findById(POINTER, Document.class, GridIndexes.REVISION)
                .map(pointer -> pointer.getList("published", Document.class, List.of()).stream()
                        .map(entry -> id(entry.get("revision", Number.class).longValue(), code))
                        .toList())
                .flatMapMany(ids -> template.find(Query.query(where("_id").in(ids)), Document.class, GridIndexes.CELLS))
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
     * Removes publications older than the last ten, and what publishers that died left behind: a number below the present one
     * that is not among the published can no longer come to count.
     */
    public Mono<Void> purge() {
        return template.findById(POINTER, Document.class, GridIndexes.REVISION)
                .flatMap(pointer -> {
                    List<Long> kept = pointer.getList("published", Document.class, List.of()).stream()
                            .map(entry -> entry.get("revision", Number.class).longValue())
                            .toList();
                    return template.remove(
                            Query.query(where("revision")
                                    .lt(pointer.get("revision", Number.class).longValue())
                                    .nin(kept)),
                            GridIndexes.CELLS);
                })
                .then();
    }

    private static Published pointer(Document document) {
        return new Published(
                document.get("revision", Number.class).longValue(),
                document.get("cells", Number.class).intValue(),
                document.get("areas", Number.class).longValue());
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
