package dev.sfcrime.local.demo;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sfcrime.local.client.JsonClient;
import dev.sfcrime.local.demo.Api.CountedReplays;
import dev.sfcrime.local.demo.Api.CrimeTypes;
import dev.sfcrime.local.demo.Api.Dataset;
import dev.sfcrime.local.demo.Api.DeadLetters;
import dev.sfcrime.local.demo.Api.Delivery;
import dev.sfcrime.local.demo.Api.Dispositions;
import dev.sfcrime.local.demo.Api.Query;
import dev.sfcrime.local.demo.Api.Reconciliation;
import dev.sfcrime.local.demo.Api.Replay;
import dev.sfcrime.local.demo.Api.Verification;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Service;

/** The three services' HTTP interfaces, as far as the demonstration needs them. */
final class SuiteClient {
    private final JsonClient json = new JsonClient();
    private final URI ingest;
    private final URI verify;
    private final URI analytics;

    SuiteClient(Settings settings) {
        ingest = Service.INGEST.url(settings);
        verify = Service.VERIFY.url(settings);
        analytics = Service.ANALYTICS.url(settings);
    }

    List<Dataset> datasets() throws IOException {
        return List.of(json.get(ingest.resolve("/api/v1/datasets"), Dataset[].class));
    }

    Replay start(DemoRequest request, String dataset) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("dataset", dataset);
        body.put("pace", request.rate().toPace());
        if (request.records() != null) {
            body.put("limit", request.records());
        }
        return json.post(ingest.resolve("/api/v1/replays"), body, Replay.class);
    }

    Replay replay(String id) throws IOException {
        return json.get(ingest.resolve("/api/v1/replays/" + id), Replay.class);
    }

    Delivery delivery(String id) throws IOException {
        return json.find(verify.resolve("/api/v1/verification/replays/" + id), Delivery.class)
                .orElseGet(() -> Delivery.none(id));
    }

    Verification verification() throws IOException {
        return json.get(verify.resolve("/api/v1/verification"), Verification.class);
    }

    long deadLetters() throws IOException {
        return json.get(verify.resolve("/api/v1/dead-letters?limit=1"), DeadLetters.class)
                .total();
    }

    CountedReplays counted() throws IOException {
        return json.get(analytics.resolve("/api/v1/aggregates/replays?limit=1000"), CountedReplays.class);
    }

    /** The one query that there is. */
    Query query() throws IOException {
        Query[] queries = json.get(analytics.resolve("/api/v1/queries"), Query[].class);
        return queries.length == 0 ? Query.unknown() : queries[0];
    }

    Reconciliation reconciliation(String id) throws IOException {
        return json.get(verify.resolve("/api/v1/reconciliation/" + id), Reconciliation.class);
    }

    CrimeTypes crimeTypes(int limit) throws IOException {
        return json.get(analytics.resolve("/api/v1/aggregates/crime-types?limit=" + limit), CrimeTypes.class);
    }

    Dispositions dispositions(int limit) throws IOException {
        return json.get(analytics.resolve("/api/v1/aggregates/dispositions?limit=" + limit), Dispositions.class);
    }
}
