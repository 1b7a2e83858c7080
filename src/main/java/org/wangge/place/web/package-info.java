/** Places over HTTP. */
@NullMarked
package org.wangge.place.web;

import org.jspecify.annotations.NullMarked;
