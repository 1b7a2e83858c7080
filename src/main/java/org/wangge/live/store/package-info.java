/** The collections of the live feed. */
@NullMarked
package org.wangge.live.store;

import org.jspecify.annotations.NullMarked;
