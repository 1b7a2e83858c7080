/** Handing notices to Firebase Cloud Messaging. */
@NullMarked
package org.wangge.notification.push;

import org.jspecify.annotations.NullMarked;
