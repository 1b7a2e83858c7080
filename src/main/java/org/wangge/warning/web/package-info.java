/** Warnings over HTTP. */
@NullMarked
package org.wangge.warning.web;

import org.jspecify.annotations.NullMarked;
