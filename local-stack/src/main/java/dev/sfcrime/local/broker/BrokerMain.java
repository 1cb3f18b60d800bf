package dev.sfcrime.local.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded broker as a process of its own: starts it, creates the suite's topics, then says that it is ready. */
public final class BrokerMain {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerMain.class);

    private BrokerMain() {}

    /**
     * Runs until the process is told to end.
     *
     * @param arguments the port, the data folder, and the file to write once clients are served
     */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("Arguments: PORT DATA_FOLDER READY_FILE");
        }
        int port = Integer.parseInt(arguments[0]);
        Path data = Path.of(arguments[1]);
        Path ready = Path.of(arguments[2]);
        try {
            Broker broker = Broker.start(BrokerSettings.onLoopback(port, data));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(broker, ready), "broker-shutdown"));
            createTopics(broker);
            Files.writeString(ready, "serving clients at " + broker.bootstrapServers());
            LOG.atInfo().addKeyValue("address", broker.bootstrapServers()).log("Broker ready");
            broker.awaitShutdown();
        } catch (IOException | ExecutionException | RuntimeException failed) {
            LOG.atError().setCause(failed).log("Broker cannot run");
            System.exit(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void createTopics(Broker broker) throws ExecutionException, InterruptedException {
        NewTopic calls = new NewTopic(Topics.CALLS, Optional.of(Topics.CALLS_PARTITIONS), Optional.empty());
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            admin.createTopics(List.of(calls)).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    private static void close(Broker broker, Path ready) {
        try {
            Files.deleteIfExists(ready);
            broker.close();
            LOG.atInfo().log("Broker stopped");
        } catch (IOException failed) {
            LOG.atWarn().setCause(failed).log("Broker did not stop cleanly");
        }
    }
}
