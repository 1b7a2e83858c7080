/** The reason codes as stored. */
@NullMarked
package org.wangge.reason.store;

import org.jspecify.annotations.NullMarked;
