/** One shape for every error, produced in one place. */
@NullMarked
package org.wangge.platform.problem;

import org.jspecify.annotations.NullMarked;
