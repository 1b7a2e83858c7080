/** How long a request may keep the database reading, and what it hears when the database is away. */
@NullMarked
package org.wangge.platform.store;

import org.jspecify.annotations.NullMarked;
