/** What others can learn of tasks. */
@NullMarked
@NamedInterface("events")
package org.wangge.planning.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
