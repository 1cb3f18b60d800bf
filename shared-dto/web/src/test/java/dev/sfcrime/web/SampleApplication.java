package dev.sfcrime.web;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A service that fails in every way a service can. */
@SpringBootApplication
@RestController
class SampleApplication {
    final AtomicReference<EventStream> lastStream = new AtomicReference<>();
    private final EventStreams streams;

    SampleApplication(EventStreams streams) {
        this.streams = streams;
    }

    @GetMapping("/items")
    Map<String, Object> items(
            @RequestParam(defaultValue = "10") @Limit int limit, @RequestParam(defaultValue = "HOUR") Bucket bucket) {
        return Map.of("limit", limit, "bucket", bucket);
    }

    @GetMapping("/tagged")
    ResponseEntity<String> tagged() {
        return ResponseEntity.ok().eTag("1").body("the same each time");
    }

    @PostMapping("/orders")
    Order order(@RequestBody @Valid Order order) {
        return order;
    }

    @GetMapping(path = "/csv", produces = "text/csv")
    String csv() {
        throw new ProblemException(HttpStatus.CONFLICT, "Not now", "Come back later");
    }

    @GetMapping("/boom")
    String boom() {
        throw new IllegalStateException("the secret is 42");
    }

    @GetMapping("/broken-off")
    void brokenOff(HttpServletResponse response) throws IOException {
        response.getOutputStream().write('[');
        response.flushBuffer();
        throw new IllegalStateException("broken off");
    }

    @GetMapping("/away")
    String away() {
        throw new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE, "Away", "Try later", new IOException("nobody there"));
    }

    @GetMapping("/stream")
    SseEmitter stream() {
        EventStream stream = streams.open(2);
        lastStream.set(stream);
        return stream.emitter();
    }

    enum Bucket {
        HOUR,
        DAY
    }

    record Order(@NotBlank @Nullable String name, @Positive int amount) {}
}
