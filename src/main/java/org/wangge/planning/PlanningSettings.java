package org.wangge.planning;

import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How far ahead tasks are made.
 *
 * @param ahead windows that begin within this time from today get their tasks
 */
@Validated
@ConfigurationProperties("wangge.planning")
record PlanningSettings(@DefaultValue("P35D") Period ahead) {}
