/** What a picture is, read from its first bytes. */
@NullMarked
package org.wangge.media.model;

import org.jspecify.annotations.NullMarked;
