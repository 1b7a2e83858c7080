/** Decisions about announcements: no I/O. */
@NullMarked
package org.wangge.announcement.model;

import org.jspecify.annotations.NullMarked;
