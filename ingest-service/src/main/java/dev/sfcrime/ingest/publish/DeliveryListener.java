package dev.sfcrime.ingest.publish;

/** Hears what became of a session's messages. Called on the publisher's own thread, so it must not wait. */
public interface DeliveryListener {
    /** One more message is stored by Kafka, on all replicas in sync. */
    void acknowledged();

    /** A message failed for good. Called once, for the first such message. */
    void failed(PublishingException failure);
}
