/** Checklists over HTTP. */
@NullMarked
package org.wangge.checklist.web;

import org.jspecify.annotations.NullMarked;
