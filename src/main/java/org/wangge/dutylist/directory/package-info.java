/** The lists that count now, in memory. */
@NullMarked
package org.wangge.dutylist.directory;

import org.jspecify.annotations.NullMarked;
