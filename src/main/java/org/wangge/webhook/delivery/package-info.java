/** How events reach those who subscribed. */
@NullMarked
package org.wangge.webhook.delivery;

import org.jspecify.annotations.NullMarked;
