/** The HTTP face of webhooks. */
@NullMarked
package org.wangge.webhook.web;

import org.jspecify.annotations.NullMarked;
