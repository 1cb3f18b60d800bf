package dev.sfcrime.web.security;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientBucketsTests {
    private final ClientBuckets buckets = new ClientBuckets(2, 1, Duration.ofHours(1));

    @Test
    void eachClientHasItsOwn() {
        assertThat(take("10.0.0.1", 3)).isEqualTo(2);
        assertThat(take("10.0.0.2", 1)).isEqualTo(1);
    }

    @Test
    void theAddressesOfOneNetworkAreOneClient() {
        assertThat(take("2001:db8:1:2::1", 2)).isEqualTo(2);

        assertThat(take("2001:db8:1:2:ffff::9", 1)).isZero();
        assertThat(take("2001:db8:1:3::1", 1)).isEqualTo(1);
    }

    private int take(String client, int times) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += buckets.of(client).tryConsume(1) ? 1 : 0;
        }
        return taken;
    }
}
