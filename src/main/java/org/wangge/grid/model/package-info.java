/** The rules of codes. Plain Java. */
@NullMarked
package org.wangge.grid.model;

import org.jspecify.annotations.NullMarked;
