/** The HTTP face of photos. */
@NullMarked
package org.wangge.media.web;

import org.jspecify.annotations.NullMarked;
