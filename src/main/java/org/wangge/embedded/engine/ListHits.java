package org.wangge.embedded.engine;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents that were computed at once, as an aggregation's are. */
final class ListHits implements Hits {

    private final Iterator<byte[]> documents;

    ListHits(List<byte[]> documents) {
        this.documents = documents.iterator();
    }

    @Override
    public byte @Nullable [] next() {
        return documents.hasNext() ? documents.next() : null;
    }

    @Override
    public byte[] id() {
        throw new UnsupportedOperationException("computed documents have no place");
    }

    @Override
    public void pause() {
        // Nothing to let go.
    }
}
