package org.wangge.grid.directory;

import org.jspecify.annotations.Nullable;
import org.wangge.shared.GridPath;

/** What is asked of the directory while planning. */
interface Surroundings {

    /** The path of a community that exists when the grids take effect, else null. */
    @Nullable
    GridPath community(String code);

    /** Whether whoever imports may publish this district. */
    boolean mayPublish(String district);
}
