/** Announcements over HTTP. */
@NullMarked
package org.wangge.announcement.web;

import org.jspecify.annotations.NullMarked;
