/** Filters, security and the parameters of controllers. */
@NullMarked
package org.wangge.platform.web;

import org.jspecify.annotations.NullMarked;
