package dev.sfcrime.local.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.sfcrime.local.client.JsonClient;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "rebuild",
        description = {
            "Forgets all aggregates and Spark's checkpoint, and counts again all that Kafka holds.",
            "The remedy where the two do not belong together, or one of them is damaged. Analytics must run.",
        })
final class RebuildCommand implements Callable<Integer> {
    private static final String REBUILD = "/api/v1/queries/call-counts/rebuild";

    private final SfCrime suite;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--force",
            description = "Also where Kafka has deleted messages, whose counts are lost, or cannot be asked.")
    private boolean force;

    RebuildCommand(SfCrime suite) {
        this.suite = suite;
    }

    @Override
    public Integer call() throws IOException {
        if (!yes && !Confirmation.asked(suite.console(), "Forget all aggregates and count again what Kafka holds?")) {
            suite.console().error("Nothing was forgotten; answer 'yes', or give --yes");
            return 1;
        }
        URI analytics = Service.ANALYTICS.url(suite.settings());
        rebuild(analytics);
        suite.console().line("Spark counts all of Kafka again; how far it is: " + analytics.resolve("/api/v1/queries"));
        return 0;
    }

    private void rebuild(URI analytics) {
        try {
            new JsonClient()
                    .post(analytics.resolve(force ? REBUILD + "?force=true" : REBUILD), Map.of(), JsonNode.class);
        } catch (ConnectException refused) {
            throw new StackException(
                    "analytics does not answer at %s; start it with ./sfcrime up --detach".formatted(analytics),
                    refused);
        } catch (IOException failed) {
            throw new StackException(
                    "The aggregates cannot be rebuilt: %s; see ./sfcrime logs analytics".formatted(failed.getMessage()),
                    failed);
        }
    }
}
