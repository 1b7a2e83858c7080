/** Form and map over HTTP. */
@NullMarked
package org.wangge.overview.web;

import org.jspecify.annotations.NullMarked;
