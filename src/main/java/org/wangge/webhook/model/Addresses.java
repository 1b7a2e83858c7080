package org.wangge.webhook.model;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which internet addresses events may be sent to: those of the public net, by the registries of special addresses of IANA. An
 * IPv4 address within one of IPv6 counts as what it stands for.
 */
public final class Addresses {

    private static final int SIXTH = 16;

    /** A block of addresses: all that begin with the same bits. */
    private record Block(byte[] first, int bits) {

        static Block of(String text) {
            String[] parts = text.split("/");
            return new Block(NetUtil.createByteArrayFromIpAddressString(parts[0]), Integer.parseInt(parts[1]));
        }

        boolean has(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Nowhere in particular, everybody, or what tells a machine of itself: not even a gateway in the house has one of these. */
    private static final List<Block> NEVER = blocks(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "168.63.129.16/32",
            "100.100.100.200/32",
            "::/128",
            "fe80::/10",
            "ff00::/8",
            "fd00:ec2::254/128");

    private static final List<Block> OWN_NETWORK = blocks(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24");

    /** Outside of it nothing of IPv6 is public; and within it these are not. */
    private static final Block GLOBAL = Block.of("2000::/3");

    private static final List<Block> NOT_GLOBAL = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** In their last four bytes they have an address of IPv4. */
    private static final List<Block> MAPPED = blocks("::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96");

    private static final Block COMPATIBLE = Block.of("::/96");
    private static final Block LOOPBACK = Block.of("::1/128");

    private Addresses() {}

    private static List<Block> blocks(String... texts) {
        return Arrays.stream(texts).map(Block::of).toList();
    }

    /** Null when it is none as it is usually written; other ways to write one are a trick. */
    static byte @Nullable [] ofFourth(String text) {
        return NetUtil.isValidIpV4Address(text) ? NetUtil.createByteArrayFromIpAddressString(text) : null;
    }

    /** Null when it is none, or names an interface of this machine. */
    static byte @Nullable [] ofSixth(String text) {
        return !text.contains("%") && NetUtil.isValidIpV6Address(text)
                ? NetUtil.createByteArrayFromIpAddressString(text)
                : null;
    }

    /**
     * Whether events may be sent there.
     *
     * @param privateTargets whether the own network is allowed
     */
    public static boolean mayBeSentTo(byte[] address, boolean privateTargets) {
        byte[] meant = meant(address);
        if (NEVER.stream().anyMatch(block -> block.has(meant))) {
            return false;
        }
        return privateTargets || isPublic(meant);
    }

    private static boolean isPublic(byte[] address) {
        return address.length == SIXTH
                ? GLOBAL.has(address) && NOT_GLOBAL.stream().noneMatch(block -> block.has(address))
                : OWN_NETWORK.stream().noneMatch(block -> block.has(address));
    }

    private static byte[] meant(byte[] address) {
        boolean holdsOther = MAPPED.stream().anyMatch(block -> block.has(address))
                || COMPATIBLE.has(address) && !LOOPBACK.has(address) && address[12] != 0;
        return holdsOther ? Arrays.copyOfRange(address, 12, SIXTH) : address;
    }
}
