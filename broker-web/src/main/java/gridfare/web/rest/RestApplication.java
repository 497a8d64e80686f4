package gridfare.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;

/// The only JAX-RS application: with several, the description at `/openapi` mixes their paths up.
@ApplicationPath("/api")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Gridfare",
                        version = "1",
                        description =
                                "Ask for accelerator capacity, compare priced and explained options,"
                                        + " place one, watch it, and see what it cost."
                                        + " Every problem is an application/problem+json (RFC 9457).",
                        license =
                                @License(
                                        name = "Apache-2.0",
                                        url = "https://www.apache.org/licenses/LICENSE-2.0")),
        servers = @Server(url = "/"),
        security = @SecurityRequirement(name = "bearer"))
@SecurityScheme(
        securitySchemeName = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "An access token of the realm with the audience gridfare-api.")
public class RestApplication extends Application {}
