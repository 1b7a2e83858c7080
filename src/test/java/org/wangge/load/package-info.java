/** Measures the packaged application under load and at rest. Runs only in the Maven profile {@code load}. */
package org.wangge.load;
