package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Documents cut to the fields asked for. */
final class ProjectedHits implements Hits {

    private static final String ID = "_id";

    private final StoredCollection collection;
    private final Hits hits;
    private final Document fields;
    private final @Nullable Predicate<String> kept;

    ProjectedHits(StoredCollection collection, Hits hits, Document fields) {
        this.collection = collection;
        this.hits = hits;
        this.fields = fields;
        this.kept = kept(fields);
    }

    /** Which whole fields stay, null when the projection looks into fields or computes something. */
    private static @Nullable Predicate<String> kept(Document fields) {
        boolean plain = fields.entrySet().stream()
                .allMatch(field -> !field.getKey().contains(".")
                        && !field.getKey().contains("$")
                        && (field.getValue() instanceof Boolean || field.getValue() instanceof Number));
        boolean withId = !fields.containsKey(ID) || isKept(fields, ID);
        long named = fields.keySet().stream().filter(name -> !name.equals(ID)).count();
        long wanted = fields.keySet().stream()
                .filter(name -> !name.equals(ID) && isKept(fields, name))
                .count();
        if (!plain || wanted != 0 && wanted != named) {
            return null;
        }
        boolean isWishList = wanted > 0 || named == 0 && withId;
        return name -> name.equals(ID) ? withId : fields.containsKey(name) == isWishList;
    }

    private static boolean isKept(Document fields, String name) {
        return fields.get(name) instanceof Number number
                ? number.doubleValue() != 0
                : Boolean.TRUE.equals(fields.get(name));
    }

    @Override
    public byte @Nullable [] next() {
        byte[] bytes = hits.next();
        if (bytes == null) {
            return null;
        }
        return kept == null
                ? BsonBytes.encode(collection.project(BsonBytes.decode(bytes), fields))
                : BsonBytes.keep(bytes, kept);
    }

    @Override
    public byte[] id() {
        return hits.id();
    }

    @Override
    public void pause() {
        hits.pause();
    }
}
