/** How long a connection may keep the server waiting. */
@NullMarked
package org.wangge.platform.connection;

import org.jspecify.annotations.NullMarked;
