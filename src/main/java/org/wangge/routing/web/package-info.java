/** The HTTP face of calendars. */
@NullMarked
package org.wangge.routing.web;

import org.jspecify.annotations.NullMarked;
