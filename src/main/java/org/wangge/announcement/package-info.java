/**
 * Announcements (政策宣传, 预警, 应急): one message to the people of an area, and who read it.
 *
 * <p>Face: {@link org.wangge.announcement.Announcements}, {@link org.wangge.announcement.AnnouncementAlerts} (as alerts for other systems),
 * {@link org.wangge.announcement.DeskNotices} (to those who decide alone). Owns {@code announcements}; the notices it makes belong to
 * {@code notification}. Invariants: whoever is told is told once, however often the work begins anew; nobody is told of
 * what they said themselves; who reads an announcement is told of it or works above it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "grid", "listing", "notification", "work"})
package org.wangge.announcement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
