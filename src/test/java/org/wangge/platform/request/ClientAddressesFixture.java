package org.wangge.platform.request;

import java.util.List;

/** Addresses as an application without a proxy in front sees them. */
public final class ClientAddressesFixture {

    private ClientAddressesFixture() {}

    public static ClientAddresses direct() {
        return new ClientAddresses(new ClientAddresses.Settings(List.of()));
    }
}
