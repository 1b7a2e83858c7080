/** What the form says and how it is summed up; plain functions. */
@NullMarked
package org.wangge.overview.model;

import org.jspecify.annotations.NullMarked;
