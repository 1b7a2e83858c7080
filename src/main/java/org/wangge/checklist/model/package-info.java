/** The rules of checklists. */
@NullMarked
package org.wangge.checklist.model;

import org.jspecify.annotations.NullMarked;
