/** The collections of places and their kinds. */
@NullMarked
package org.wangge.place.store;

import org.jspecify.annotations.NullMarked;
