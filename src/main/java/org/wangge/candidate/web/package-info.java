/** Candidates over HTTP. */
@NullMarked
package org.wangge.candidate.web;

import org.jspecify.annotations.NullMarked;
