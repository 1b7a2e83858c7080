/** Shifts and presences as stored. */
@NullMarked
package org.wangge.roster.store;

import org.jspecify.annotations.NullMarked;
