/** The collection of checklists. */
@NullMarked
package org.wangge.checklist.store;

import org.jspecify.annotations.NullMarked;
