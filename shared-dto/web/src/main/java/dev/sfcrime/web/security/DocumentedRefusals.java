package dev.sfcrime.web.security;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Has the OpenAPI description tell which credentials there are, and how requests are refused. */
final class DocumentedRefusals implements OpenApiCustomizer {
    private final Doors doors;

    DocumentedRefusals(Doors doors) {
        this.doors = doors;
    }

    @Override
    public void customise(OpenAPI description) {
        if (!doors.users().isEmpty()) {
            addScheme(description, "password", "basic");
        }
        if (doors.tokens()) {
            addScheme(description, "token", "bearer");
        }
        description.getPaths().values().forEach(path -> path.readOperations().forEach(this::addRefusals));
    }

    private static void addScheme(OpenAPI description, String name, String scheme) {
        if (description.getComponents() == null) {
            description.setComponents(new Components());
        }
        description
                .getComponents()
                .addSecuritySchemes(
                        name,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(scheme));
        // each of these by itself is enough
        description.addSecurityItem(new SecurityRequirement().addList(name));
    }

    private void addRefusals(Operation operation) {
        if (doors.knowsAnybody()) {
            add(operation, "401", "Credentials are needed");
        }
        add(operation, "403", "The role does not suffice, or a page of another site asks");
        if (operation.getRequestBody() != null) {
            add(operation, "413", "The body is too large");
        }
        if (doors.checksHosts()) {
            add(operation, "421", "The service is called by a name that is not its own");
        }
        add(operation, "429", "Too many requests, or too many wrong passwords; `Retry-After` says how long to wait");
    }

    private static void add(Operation operation, String status, String description) {
        operation
                .getResponses()
                .putIfAbsent(
                        status,
                        new ApiResponse()
                                .description(description)
                                .content(new Content().addMediaType("application/problem+json", new MediaType())));
    }
}
