package dev.sfcrime.verify.deadletters;

/** What the router does. */
sealed interface RoutingState {
    /** Routes what comes. */
    record Routing() implements RoutingState {}

    /** Holds what came, until Kafka takes it. */
    record Waiting(String reason) implements RoutingState {}

    /** Does nothing until the next start, which routes what was not. */
    record Ended(String reason) implements RoutingState {}
}
