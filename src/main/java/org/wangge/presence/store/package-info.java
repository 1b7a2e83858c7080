/** The onlookers of cases and their index. */
@NullMarked
package org.wangge.presence.store;

import org.jspecify.annotations.NullMarked;
