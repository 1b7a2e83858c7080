/** What others can learn of hazards. */
@NullMarked
@NamedInterface("events")
package org.wangge.hazard.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
