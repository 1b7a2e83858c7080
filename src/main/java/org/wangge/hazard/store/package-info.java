/** Hazards in the database. */
@NullMarked
package org.wangge.hazard.store;

import org.jspecify.annotations.NullMarked;
