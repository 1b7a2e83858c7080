/** The agenda over HTTP. */
@NullMarked
package org.wangge.agenda.web;

import org.jspecify.annotations.NullMarked;
