/** Writing the risk map. */
@NullMarked
package org.wangge.overview.map;

import org.jspecify.annotations.NullMarked;
