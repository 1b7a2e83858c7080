/** Inspections in the database. */
@NullMarked
package org.wangge.inspection.store;

import org.jspecify.annotations.NullMarked;
