/** The collections of webhooks. */
@NullMarked
package org.wangge.webhook.store;

import org.jspecify.annotations.NullMarked;
