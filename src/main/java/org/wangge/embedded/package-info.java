/**
 * The embedded store: a MongoDB-compatible server in this process, so that one command runs everything.
 *
 * <p>Face: {@link org.wangge.embedded.EmbeddedStore}, {@link org.wangge.embedded.StoreUnavailable},
 * {@link org.wangge.embedded.StoreDamage}. Depends on no module.
 *
 * <p>Invariants: an answered write is on disk; a read is never torn (one thread changes things, a long read
 * has a snapshot, bytes instead of shared objects); no read holds up others (ADR 32); a declared
 * index is used; the files stay within three times the live data; with {@code WANGGE_MONGODB_URI} nothing here is touched; nobody
 * but the user who runs it reads its files or is answered on its port (ADR 19); an acknowledged write that is lost is told.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.wangge.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
