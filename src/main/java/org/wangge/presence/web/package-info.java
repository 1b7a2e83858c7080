/** Presence over HTTP. */
@NullMarked
package org.wangge.presence.web;

import org.jspecify.annotations.NullMarked;
