/** The photos' descriptions and their bytes. */
@NullMarked
package org.wangge.media.store;

import org.jspecify.annotations.NullMarked;
