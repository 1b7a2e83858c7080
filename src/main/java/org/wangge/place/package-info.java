/**
 * The places that are inspected: shops, rented rooms, building sites and the like, with their kind, grid and risk colour.
 *
 * <p>Face: {@link org.wangge.place.Places}, {@link org.wangge.place.PlaceKinds}, {@link org.wangge.place.PlaceImports}. Uses {@code checklist}, {@code grid},
 * {@code table} and {@code work}. Owns {@code places} and
 * {@code place_kinds}. Invariants: a place knows no hazards but those it was told to count; its colour follows from them and its kind
 * by one function, and each change of colour is in its history with the reasons; it is in the grid that its position is in.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "checklist", "grid", "reason", "table", "listing", "work"})
package org.wangge.place;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
