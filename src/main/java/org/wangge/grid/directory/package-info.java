/** The face at work: a snapshot in memory in front of the store. */
@NullMarked
package org.wangge.grid.directory;

import org.jspecify.annotations.NullMarked;
