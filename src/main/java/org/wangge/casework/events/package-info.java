/** What other modules may learn of cases. */
@NullMarked
@NamedInterface("events")
package org.wangge.casework.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
