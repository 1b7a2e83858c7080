package org.wangge.table;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By whose clock tables tell time: the district's, by the same setting as its working calendar.
 *
 * @param zone of the district
 */
@ConfigurationProperties("wangge.routing")
record TableSettings(@DefaultValue("Asia/Shanghai") ZoneId zone) {}
