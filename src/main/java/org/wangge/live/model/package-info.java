/** What the live feed decides, without I/O. */
@NullMarked
package org.wangge.live.model;

import org.jspecify.annotations.NullMarked;
