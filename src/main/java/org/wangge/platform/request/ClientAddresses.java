package org.wangge.platform.request;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;
import org.springframework.stereotype.Component;

/**
 * Where a request comes from: the nearest address that is not one of our own proxies. Anybody can write
 * {@code X-Forwarded-For}; only what a proxy of ours added to it is believed.
 */
@Component
public class ClientAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String UNKNOWN = "unknown";
    /** The longest text of an IPv6 address; what is longer is none. */
    private static final int LONGEST = 45;

    private final List<InetAddressMatcher> proxies;

    ClientAddresses(Settings settings) {
        this.proxies = settings.trusted().stream()
                .map(InetAddressMatchers::fromIpAddress)
                .toList();
    }

    /**
     * Which proxies stand in front.
     *
     * @param trusted addresses or networks such as {@code 10.0.0.0/8}; none means that nobody's word is taken
     */
    @ConfigurationProperties("wangge.proxies")
    record Settings(@DefaultValue List<String> trusted) {}

    /** The caller's address; {@code unknown} when there is none. */
    public String of(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        if (remote == null || remote.getAddress() == null) {
            return UNKNOWN;
        }
        String nearest = remote.getAddress().getHostAddress();
        if (proxies.isEmpty()) {
            return nearest;
        }
        List<String> passed = new ArrayList<>();
        request.getHeaders()
                .getOrEmpty(FORWARDED_FOR)
                .forEach(line -> passed.addAll(Arrays.asList(line.split(",", -1))));
        for (int at = passed.size() - 1; at >= 0 && isProxy(nearest); at--) {
            String before = passed.get(at).strip();
            if (before.isEmpty() || before.length() > LONGEST) {
                break;
            }
            nearest = before;
        }
        return nearest;
    }

    /** Whether the caller sits on this machine, with no proxy in between. */
    public boolean isThisMachine(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote != null
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress()
                && !request.getHeaders().containsHeader(FORWARDED_FOR);
    }

    private boolean isProxy(String address) {
        return proxies.stream().anyMatch(proxy -> {
            try {
                return proxy.matches(address);
            } catch (IllegalArgumentException notAnAddress) {
                return false;
            }
        });
    }
}
