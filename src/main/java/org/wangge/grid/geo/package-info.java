/** Geometry: datums, the in-memory index, GeoJSON, the proof of coverage. */
@NullMarked
package org.wangge.grid.geo;

import org.jspecify.annotations.NullMarked;
