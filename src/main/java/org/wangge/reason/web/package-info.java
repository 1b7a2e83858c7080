/** The reason codes over HTTP. */
@NullMarked
package org.wangge.reason.web;

import org.jspecify.annotations.NullMarked;
