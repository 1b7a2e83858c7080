package org.wangge.grid.store;

/**
 * Which publication counts, from the one document that every instance watches.
 *
 * @param revision the publication in use, 0 before the first
 * @param cells how many grids it has
 * @param areas counts up with every change of divisions or offices
 */
public record Published(long revision, int cells, long areas) {

    public static final Published NOTHING = new Published(0, 0, 0);
}
