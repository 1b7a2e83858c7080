/** Inspections over HTTP. */
@NullMarked
package org.wangge.inspection.web;

import org.jspecify.annotations.NullMarked;
