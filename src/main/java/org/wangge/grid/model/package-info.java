/** The rules of codes, and of publications in time. Plain Java. */
@NullMarked
package org.wangge.grid.model;

import org.jspecify.annotations.NullMarked;
