/** Duty lists over HTTP. */
@NullMarked
package org.wangge.dutylist.web;

import org.jspecify.annotations.NullMarked;
