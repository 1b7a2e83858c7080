/** What others hear of webhooks. */
@NullMarked
@NamedInterface("events")
package org.wangge.webhook.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
