/** Hazards over HTTP. */
@NullMarked
package org.wangge.hazard.web;

import org.jspecify.annotations.NullMarked;
