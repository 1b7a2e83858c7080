/** What is kept of an onlooker. */
@NullMarked
package org.wangge.presence.model;

import org.jspecify.annotations.NullMarked;
