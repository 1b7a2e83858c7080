/** The face at work: a snapshot in memory in front of the store. */
@NullMarked
package org.wangge.category.directory;

import org.jspecify.annotations.NullMarked;
