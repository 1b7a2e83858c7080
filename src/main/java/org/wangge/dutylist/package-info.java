/**
 * Duty lists: which matters an office does itself, assists in, or has no longer to do.
 *
 * <p>Face: {@link org.wangge.dutylist.DutyLists}. Owns {@code duty_lists}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.wangge.dutylist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
