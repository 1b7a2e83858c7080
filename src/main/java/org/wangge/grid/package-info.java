/**
 * The grid directory: divisions, offices, grids and who is responsible for them.
 *
 * <p>Face: {@link org.wangge.grid.GridCells} (where is this point), {@link org.wangge.grid.Offices} (who handles this area),
 * {@link org.wangge.grid.Divisions}, {@link org.wangge.grid.Responsibilities}, {@link org.wangge.grid.GridImports}. Publishes
 * {@link org.wangge.grid.GridRevised} inside the instance. Uses {@code table}, {@code work} and {@code shared}.
 *
 * <p>Invariants: a look-up never leaves memory; a publication is seen whole or not at all; codes in use are ended, not deleted;
 * one point has one grid, the same one on every instance with the same revision.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "table", "work"})
package org.wangge.grid;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
