/** Where duty lists are kept. */
@NullMarked
package org.wangge.dutylist.store;

import org.jspecify.annotations.NullMarked;
