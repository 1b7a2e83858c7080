/** Rehearsals over HTTP. */
@NullMarked
package org.wangge.rehearsal.web;

import org.jspecify.annotations.NullMarked;
