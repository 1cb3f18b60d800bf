package dev.sfcrime.web.security;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;

/**
 * Whether others than this machine can reach the service.
 *
 * @param toOthers whether they can
 * @param address what it is bound to
 * @param encrypted whether what they send is safe from whoever listens, as far as this service can tell
 */
record Exposure(boolean toOthers, String address, boolean encrypted) {
    static Exposure of(ServerProperties server, ManagementServerProperties management) {
        InetAddress address = server.getAddress();
        if (isLoopback(address) && isApart(management.getPort(), server.getPort())) {
            address = management.getAddress();
        }
        boolean encrypts = server.getSsl() != null && server.getSsl().isEnabled();
        // whoever tells of another client is a proxy, where TLS may end
        boolean encrypted = encrypts || isProxied(server.getForwardHeadersStrategy());
        return new Exposure(
                !isLoopback(address), address == null ? "every address" : address.getHostAddress(), encrypted);
    }

    /** Whether management has a port of its own, which is not bound to the service's address. */
    private static boolean isApart(@Nullable Integer management, @Nullable Integer server) {
        return management != null && management >= 0 && (management == 0 || !management.equals(server));
    }

    private static boolean isProxied(@Nullable ForwardHeadersStrategy strategy) {
        return strategy == ForwardHeadersStrategy.NATIVE || strategy == ForwardHeadersStrategy.FRAMEWORK;
    }

    private static boolean isLoopback(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }
}
