package dev.sfcrime.local.machine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class PortsTests {
    @Test
    void aPortIsBusyWhetherItIsBoundOnLoopbackOrOnAllAddresses() throws Exception {
        try (ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket all = new ServerSocket(0)) {
            assertThat(Ports.isBusy(loopback.getLocalPort())).isTrue();
            assertThat(Ports.isBusy(all.getLocalPort())).isTrue();
        }
    }

    @Test
    void aPortThatIsBoundWithoutListeningIsBusy() throws Exception {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertThat(Ports.isBusy(socket.getLocalPort())).isTrue();
        }
    }

    @Test
    void aClosedPortIsFree() throws Exception {
        ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = closed.getLocalPort();
        closed.close();

        assertThat(Ports.isBusy(port)).isFalse();
        assertThat(PortOwner.of(port)).isEmpty();
        assertThat(PortOwner.describe(port)).isEqualTo("another process");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theOwnerOfAPortIsKnownByPidAndCommand() throws Exception {
        try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortOwner owner = PortOwner.of(ours.getLocalPort()).orElseThrow();

            assertThat(owner.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(owner.command()).contains("java");
        }
    }
}
