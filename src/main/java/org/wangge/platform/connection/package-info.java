/** How long a connection may keep the server waiting, and what becomes of one that breaks. */
@NullMarked
package org.wangge.platform.connection;

import org.jspecify.annotations.NullMarked;
