/** Codes to be scanned, as pictures. */
@NullMarked
package org.wangge.place.qr;

import org.jspecify.annotations.NullMarked;
