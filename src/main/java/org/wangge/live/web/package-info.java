/** The live feed over HTTP. */
@NullMarked
package org.wangge.live.web;

import org.jspecify.annotations.NullMarked;
