/** What others can learn of inspections. */
@NullMarked
@NamedInterface("events")
package org.wangge.inspection.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
