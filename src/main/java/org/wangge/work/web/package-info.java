/** What was given up, for those who run the installation. */
@NullMarked
package org.wangge.work.web;

import org.jspecify.annotations.NullMarked;
