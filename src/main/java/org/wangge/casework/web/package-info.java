/** The HTTP face of cases. */
@NullMarked
package org.wangge.casework.web;

import org.jspecify.annotations.NullMarked;
