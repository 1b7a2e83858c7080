package org.wangge.live;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The live feed.
 *
 * @param streamsPerPerson how many streams and long polls one account may have open at an instance
 */
@Validated
@ConfigurationProperties("wangge.live")
record LiveSettings(@DefaultValue("10") int streamsPerPerson) {}
