package org.buyledger.standalone.up;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.buyledger.standalone.Failed;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static void check(Ports ports) throws Failed {
        ports.check("127.0.0.1", "127.0.0.1");
    }

    @Test
    void free_ones_will_do() throws IOException {
        Ports ports = new Ports(Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());

        assertThatCode(() -> check(ports)).doesNotThrowAnyException();
    }

    @Test
    void a_taken_one_is_named_with_its_flag() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> check(new Ports(Ports.free(), port, Ports.free(), Ports.free(), Ports.free())))
                    .isInstanceOf(Failed.class)
                    .hasMessageStartingWith("Port %d on 127.0.0.1, which is for PostgreSQL, cannot be had (", port)
                    .hasMessageEndingWith("; give another with --postgres-port.");
        }
    }

    @Test
    void two_cannot_be_the_same() {
        assertThatThrownBy(() -> check(new Ports(20001, 20002, 20001, 20003, 20004)))
                .hasMessage("--kafka-port and --http-port are both 20001; give one of them another.");
    }

    @Test
    void none_lies_outside_of_1_to_65535() {
        assertThatThrownBy(() -> check(new Ports(0, 20002, 20001, 20003, 20004)))
                .hasMessage("--kafka-port is 0 and must be from 1 to 65535.");
    }
}
