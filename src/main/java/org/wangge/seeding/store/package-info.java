/** Where the making of the demonstration's history stands. */
@NullMarked
package org.wangge.seeding.store;

import org.jspecify.annotations.NullMarked;
