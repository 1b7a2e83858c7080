/** How long a connection may keep the server waiting, and a request the database reading. */
@NullMarked
package org.wangge.platform.connection;

import org.jspecify.annotations.NullMarked;
