package org.wangge.webhook.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs events may be sent to. Whoever names one makes this server call it from within its own network, so only what is
 * plainly an address of the public net is taken; every odd way to write a host is refused instead of understood.
 */
public final class TargetRules {

    private static final int LONGEST = 2_000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int FIRST_FREE_PORT = 1_024;
    private static final int LAST_PORT = 65_535;

    private static final Pattern PLAIN_NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern DOTTED_QUAD = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    /** Names that never are on the public net. */
    private static final List<String> OWN_NETWORK = List.of(
            "localhost",
            "localdomain",
            "local",
            "internal",
            "intranet",
            "lan",
            "home",
            "corp",
            "private",
            "home.arpa",
            "in-addr.arpa",
            "ip6.arpa",
            "test",
            "invalid",
            "onion",
            "alt",
            "cluster.local");

    private TargetRules() {}

    /** The code of what is wrong with it; null when nothing is. */
    public static @Nullable String fault(String url, boolean privateTargets) {
        URI uri = parsed(url);
        if (uri == null) {
            return "webhook.url-form";
        }
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        if (!https && !(privateTargets && "http".equalsIgnoreCase(uri.getScheme()))) {
            return "webhook.url-scheme";
        }
        int port = uri.getPort();
        if (port != -1 && port != HTTPS && port != HTTP && port < FIRST_FREE_PORT || port > LAST_PORT) {
            return "webhook.url-port";
        }
        return hostFault(uri.getHost().toLowerCase(Locale.ROOT), privateTargets);
    }

    private static @Nullable URI parsed(String url) {
        if (url.length() > LONGEST || !url.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
            return null;
        }
        try {
            URI uri = new URI(url);
            boolean plain = uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && !uri.getRawAuthority().endsWith(":");
            return plain ? uri : null;
        } catch (URISyntaxException notOne) {
            return null;
        }
    }

    private static @Nullable String hostFault(String host, boolean privateTargets) {
        if (host.startsWith("[")) {
            byte[] address = Addresses.ofSixth(host.substring(1, host.length() - 1));
            return address == null ? "webhook.url-form" : addressFault(address, privateTargets);
        }
        if (DOTTED_QUAD.matcher(host).matches()) {
            byte[] address = Addresses.ofFourth(host);
            return address == null ? "webhook.url-form" : addressFault(address, privateTargets);
        }
        if (!PLAIN_NAME.matcher(host).matches() || host.length() > 253) {
            return "webhook.url-form";
        }
        boolean own = !host.contains(".")
                || OWN_NETWORK.stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name));
        return own && !privateTargets ? "webhook.url-private" : null;
    }

    private static @Nullable String addressFault(byte[] address, boolean privateTargets) {
        return Addresses.mayBeSentTo(address, privateTargets) ? null : "webhook.url-private";
    }

    /** For people who read what was changed; empty when it is no URL. */
    static String host(String url) {
        URI uri = parsed(url);
        return uri == null ? "" : uri.getHost();
    }
}
