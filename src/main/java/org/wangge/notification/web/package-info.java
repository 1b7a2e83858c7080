/** The inbox and the devices over HTTP. */
@NullMarked
package org.wangge.notification.web;

import org.jspecify.annotations.NullMarked;
