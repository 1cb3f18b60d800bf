package dev.sfcrime.bench.analytics.engines;

import java.util.EnumMap;
import java.util.Map;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Adds each call of a partition to the three stores. */
final class CountingProcessor extends ContextualProcessor<byte[], byte[], Void, Void> {
    private final Map<View, KeyValueStore<String, Long>> stores = new EnumMap<>(View.class);

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        for (View view : View.values()) {
            stores.put(view, context.getStateStore(view.path()));
        }
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        CallFields call = CallFields.read(message.value());
        if (call != null) {
            stores.forEach((view, store) -> add(store, view.key(call)));
        }
    }

    private static void add(KeyValueStore<String, Long> store, String key) {
        Long count = store.get(key);
        store.put(key, count == null ? 1 : count + 1);
    }
}
