/** The collection of warnings. */
@NullMarked
package org.wangge.warning.store;

import org.jspecify.annotations.NullMarked;
