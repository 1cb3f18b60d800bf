package dev.sfcrime.verify.reconcile;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** Asks the analytics-service over HTTP. */
@Component
class AnalyticsClient implements Analytics {
    private static final Logger log = LoggerFactory.getLogger(AnalyticsClient.class);

    private final ReconcileProperties properties;
    private final RestClient http;

    AnalyticsClient(ReconcileProperties properties) {
        this.properties = properties;
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.analyticsTimeout())
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(properties.analyticsTimeout());
        this.http = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(properties.analyticsUrl())
                .defaultHeaders(this::addCredentials)
                .build();
    }

    private void addCredentials(HttpHeaders headers) {
        if (!properties.analyticsPassword().isEmpty()) {
            headers.setBasicAuth(properties.analyticsUser(), properties.analyticsPassword(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public SparkSide totals(String replayId) {
        try {
            byte @Nullable [] answer = http.get()
                    .uri("/api/v1/aggregates/totals?replayId={replayId}", replayId)
                    .accept(MediaType.APPLICATION_JSON)
                    .retrieve()
                    .body(byte[].class);
            return new SparkSide.Answered(SparkTotals.ofJson(answer == null ? new byte[0] : answer));
        } catch (HttpClientErrorException.Unauthorized | HttpClientErrorException.Forbidden unknown) {
            return unreachable("asks for other credentials than ANALYTICS_USER and ANALYTICS_PASSWORD", unknown);
        } catch (RestClientResponseException refused) {
            return unreachable("answers with status " + refused.getStatusCode().value(), refused);
        } catch (RestClientException away) {
            return unreachable("does not answer", away);
        } catch (IllegalArgumentException unreadable) {
            return unreachable("answers with something else than totals", unreadable);
        }
    }

    private SparkSide unreachable(String how, Exception cause) {
        log.atDebug().setCause(cause).log("The analytics-service gave no totals");
        URI url = properties.analyticsUrl();
        // no more of the address: it may hold credentials
        String where = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
        return new SparkSide.Unreachable("the analytics-service at %s %s".formatted(where, how));
    }
}
