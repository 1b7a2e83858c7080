/** Requests of the instance to itself before it is ready. */
@NullMarked
package org.wangge.platform.warmup;

import org.jspecify.annotations.NullMarked;
