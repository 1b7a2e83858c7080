/** Announcements as stored. */
@NullMarked
package org.wangge.announcement.store;

import org.jspecify.annotations.NullMarked;
