package dev.sfcrime.local.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerIT {
    @TempDir
    Path folder;

    @Test
    void topicsAndClusterIdSurviveARestart() throws Exception {
        BrokerSettings settings = BrokerSettings.onFreePorts(folder);
        String clusterId;
        try (Broker broker = Broker.start(settings);
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("calls", Optional.of(3), Optional.empty())))
                    .all()
                    .get();
            clusterId = admin.describeCluster().clusterId().get();
        }

        try (Broker broker = Broker.start(settings);
                Admin admin = admin(broker)) {
            assertThat(admin.listTopics().names().get()).contains("calls");
            assertThat(admin.describeCluster().clusterId().get()).isEqualTo(clusterId);
        }
    }

    @Test
    void aSecondBrokerIsKeptOffTheFolder() throws IOException {
        try (Broker first = Broker.start(BrokerSettings.onFreePorts(folder))) {
            assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");
            assertThatThrownBy(() -> Broker.start(BrokerSettings.onFreePorts(folder)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Another broker runs on " + folder);
        }
    }

    private static Admin admin(Broker broker) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }
}
