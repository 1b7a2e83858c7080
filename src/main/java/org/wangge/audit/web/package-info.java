@NullMarked
package org.wangge.audit.web;

import org.jspecify.annotations.NullMarked;
