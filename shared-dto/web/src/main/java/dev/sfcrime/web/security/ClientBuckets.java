package dev.sfcrime.web.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

/** A token bucket for each client, of as many clients as are remembered: those that come again soonest. */
final class ClientBuckets {
    private static final int MOST_CLIENTS = 10_000;
    /** What a provider gives to one customer. */
    private static final int BYTES_OF_A_NETWORK = 8;

    private final Cache<String, Bucket> buckets;
    private final long capacity;
    private final long refill;
    private final Duration period;

    /**
     * Buckets that are full at first.
     *
     * @param capacity how many tokens each holds
     * @param refill how many come back in each period, one after another
     */
    ClientBuckets(long capacity, long refill, Duration period) {
        this.capacity = capacity;
        this.refill = refill;
        this.period = period;
        // a bucket that would be full again needs no memory
        Duration untilFull = period.multipliedBy((capacity + refill - 1) / refill);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(untilFull.plusSeconds(1))
                .build();
    }

    /** The bucket of a client, by its address; an IPv6 client is its network, of whose addresses it has many. */
    Bucket of(String address) {
        return buckets.get(
                client(address),
                unknown -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, period))
                        .build());
    }

    private static String client(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // a literal, for which nobody is asked
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length <= BYTES_OF_A_NETWORK
                    ? address
                    : HexFormat.of().formatHex(Arrays.copyOf(bytes, BYTES_OF_A_NETWORK));
        } catch (UnknownHostException noLiteral) {
            return address;
        }
    }
}
