/** How much one caller may ask for, so that nobody inside slows the others. */
@NullMarked
package org.wangge.platform.limits;

import org.jspecify.annotations.NullMarked;
