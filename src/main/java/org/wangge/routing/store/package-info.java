/** The calendars collection. */
@NullMarked
package org.wangge.routing.store;

import org.jspecify.annotations.NullMarked;
