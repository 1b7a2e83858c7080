/** Duty over HTTP. */
@NullMarked
package org.wangge.roster.web;

import org.jspecify.annotations.NullMarked;
