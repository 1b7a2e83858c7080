package org.wangge.announcement;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How announcements go to other systems.
 *
 * @param capSender who speaks, for those who take in our alerts: a name that nobody else has, such as a domain of the deployer; empty for
 *     {@code wangge-} and the code of the district
 */
@Validated
@ConfigurationProperties("wangge.announcement")
record AnnouncementSettings(@DefaultValue("") String capSender) {

    private static final Pattern FORM = Pattern.compile("[^\\s,<&]{0,100}");

    AnnouncementSettings {
        if (!FORM.matcher(capSender).matches()) {
            throw new IllegalArgumentException(
                    "A sender has at most 100 characters, and no space, comma, < or & among them: " + capSender);
        }
    }

    String sender(String district) {
        return capSender.isEmpty() ? "wangge-" + district : capSender;
    }
}
