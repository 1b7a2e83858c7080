/** Hazards as stored, and who may do what with them. */
@NullMarked
package org.wangge.hazard.model;

import org.jspecify.annotations.NullMarked;
