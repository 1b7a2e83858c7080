/**
 * The edge of the server: who is calling, what may come in, how a refusal looks, the contract and health.
 *
 * <p>Has no face: other modules meet it only through the parameters their controllers declare ({@code Actor},
 * {@code Operation}, {@code Locale}). Uses {@code account}, {@code grid} for the names of offices in lists, and nothing that has to do with the work itself.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "grid", "work"})
package org.wangge.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
