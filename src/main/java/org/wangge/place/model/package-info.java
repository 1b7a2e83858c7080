/** The rules of places: state, colour, doubles. */
@NullMarked
package org.wangge.place.model;

import org.jspecify.annotations.NullMarked;
