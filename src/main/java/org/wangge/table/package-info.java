/**
 * Tables as files: CSV and XLSX as offices send them, and as they want them back.
 *
 * <p>Face: {@link org.wangge.table.CsvReader}, {@link org.wangge.table.XlsxReader}, {@link org.wangge.table.TableWriter}. Uses {@code work}.
 * Owns nothing. Invariants: what is read is bounded, also when it was packed to hurt; what is written holds texts and numbers and
 * nothing that a spreadsheet would run, and needs no more room for many rows than for few.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"work"})
package org.wangge.table;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
