package dev.sfcrime.verify.topic;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class RelayTests {
    private final AtomicInteger fetched = new AtomicInteger();
    private final List<Integer> told = new CopyOnWriteArrayList<>();

    @Test
    void whatIsToldIsInTheOrderOfFetching() {
        read(20_000, number -> () -> told.add(number));

        assertThat(told)
                .containsExactlyElementsOf(IntStream.range(0, 20_000).boxed().toList());
    }

    @Test
    void whileOneWorksTheOtherFetches() {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        CountDownLatch bothWork = new CountDownLatch(2);

        read(2, number -> {
            workers.add(Thread.currentThread());
            bothWork.countDown();
            awaitZero(bothWork);
            return () -> told.add(number);
        });

        assertThat(workers).hasSize(2).contains(Thread.currentThread());
        assertThat(told).containsExactly(0, 1);
    }

    @Test
    void oneThatIsQuickerWaitsForItsTurn() {
        CountDownLatch secondIsDone = new CountDownLatch(1);

        read(2, number -> {
            if (number == 0) {
                awaitZero(secondIsDone);
            } else {
                secondIsDone.countDown();
            }
            return () -> told.add(number);
        });

        assertThat(told).containsExactly(0, 1);
    }

    @Test
    void afterAFailureOfWorkNothingMoreIsTold() {
        IllegalStateException failure = new IllegalStateException("unreadable");

        assertThatThrownBy(() -> read(Integer.MAX_VALUE, number -> {
                    if (number == 7) {
                        throw failure;
                    }
                    return () -> told.add(number);
                }))
                .isSameAs(failure);

        assertThat(told).doesNotContain(7).isSorted().hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void afterAFailureOfAListenerNothingMoreIsTold() {
        IllegalStateException failure = new IllegalStateException("full");

        assertThatThrownBy(() -> read(Integer.MAX_VALUE, number -> () -> {
                    if (number == 7) {
                        throw failure;
                    }
                    told.add(number);
                }))
                .isSameAs(failure);

        assertThat(told).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void aFailureOfFetchingEndsBoth() {
        IllegalStateException failure = new IllegalStateException("cut");

        assertThatThrownBy(() -> Relay.read(
                        () -> {
                            throw failure;
                        },
                        "other"))
                .isSameAs(failure);
    }

    /** Reads the numbers below one. */
    private void read(int end, Work work) {
        Relay.read(
                () -> {
                    int number = fetched.getAndIncrement();
                    return number < end ? workOn(number, work) : null;
                },
                "other");
    }

    private static @Nullable Supplier<Runnable> workOn(int number, Work work) {
        return () -> work.on(number);
    }

    private static void awaitZero(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private interface Work {
        Runnable on(int number);
    }
}
