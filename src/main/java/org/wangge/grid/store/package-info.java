/** The collections of the grid directory. Nobody else reads them. */
@NullMarked
package org.wangge.grid.store;

import org.jspecify.annotations.NullMarked;
