/** Names every request. */
@NullMarked
package org.wangge.platform.request;

import org.jspecify.annotations.NullMarked;
