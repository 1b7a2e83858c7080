/** How candidates are weighed. */
@NullMarked
package org.wangge.candidate.model;

import org.jspecify.annotations.NullMarked;
