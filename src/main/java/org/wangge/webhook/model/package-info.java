/** What webhooks decide, without I/O. */
@NullMarked
package org.wangge.webhook.model;

import org.jspecify.annotations.NullMarked;
