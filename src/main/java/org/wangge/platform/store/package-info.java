/** How long a request may keep the database reading. */
@NullMarked
package org.wangge.platform.store;

import org.jspecify.annotations.NullMarked;
