/** Inspections as stored, and what may be done with them. */
@NullMarked
package org.wangge.inspection.model;

import org.jspecify.annotations.NullMarked;
