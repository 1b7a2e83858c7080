/**
 * The grid directory: divisions, offices, grids, the units (单元) below them and who is responsible for them.
 *
 * <p>Face: {@link org.wangge.grid.GridCells} (where is this point), {@link org.wangge.grid.Offices} (who handles this area),
 * {@link org.wangge.grid.Divisions}, {@link org.wangge.grid.Responsibilities}, {@link org.wangge.grid.GridImports}, {@link
 * org.wangge.grid.GridPublications} (which hold when). Whoever has something in grids implements {@link
 * org.wangge.grid.MovedByRedraw} for previews. Publishes
 * {@link org.wangge.grid.GridRevised} inside the instance. Uses {@code table}, {@code work} and {@code shared}.
 *
 * <p>Invariants: a look-up never leaves memory; a publication is seen whole or not at all; codes in use are ended, not deleted;
 * one point has one grid, the same one on every instance with the same revision; which revision holds depends on the time alone.
 *
 * <p>Units belong to a publication and are stored with their grid. A unit lies in one grid, and units share no ground; they need
 * not cover the grid. An import that has units of a district replaces all of them; one that has none keeps those that still lie in
 * a grid and warns of the others.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "table", "work"})
package org.wangge.grid;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
