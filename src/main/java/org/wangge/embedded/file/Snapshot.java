package org.wangge.embedded.file;

import java.util.List;
import org.h2.mvstore.MVStore;

/**
 * Several maps as they are at one moment, for one reader beside the loop. Their pages are not written over until this ends, so
 * the files may grow for as long as it is held. Taken and ended on the store's loop.
 */
public final class Snapshot {

    private final MVStore store;
    private final MVStore.TxCounter kept;
    private final List<MapView> maps;

    Snapshot(MVStore store, List<MapView> maps) {
        this.store = store;
        this.maps = List.copyOf(maps);
        this.kept = store.registerVersionUsage();
        maps.forEach(MapView::freeze);
    }

    /** Ends it, once; the views show their maps as they are again. */
    public void end() {
        maps.forEach(MapView::thaw);
        store.deregisterVersionUsage(kept);
    }
}
