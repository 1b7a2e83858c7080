/** Calendars as stored, and the arithmetic of working time. */
@NullMarked
package org.wangge.routing.model;

import org.jspecify.annotations.NullMarked;
