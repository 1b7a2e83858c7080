/** What the words of a report say of its category; plain functions. */
@NullMarked
package org.wangge.category.model;

import org.jspecify.annotations.NullMarked;
