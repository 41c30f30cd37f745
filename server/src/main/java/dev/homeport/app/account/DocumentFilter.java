package dev.homeport.app.account;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Writes into the OpenAPI document, while the server is built, what holds for every call: what
 * {@link RightsFilter} asks of it, and that a refusal is a {@link Problem}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class DocumentFilter implements OASFilter {

  private static final String SESSION = "session";
  private static final String GUARD = "guard";
  private static final String TOKEN = "token";

  /** The paths, with all below them, of resources {@link OfHub}. */
  static final Set<String> OF_HUB =
      Set.of(
          "/api/v1/overview",
          "/api/v1/devices",
          "/api/v1/bulk",
          "/api/v1/groups",
          "/api/v1/jobs",
          "/api/v1/query",
          "/api/v1/configurations",
          "/api/v1/configuration-checks",
          "/api/v1/health",
          "/api/v1/firmware",
          "/api/v1/deployments",
          "/api/v1/alerts",
          "/api/v1/alert-rules",
          "/api/v1/alert-channels",
          "/api/v1/reports",
          "/api/v1/report-schedules");

  /** The calls that need no session. */
  private static final Set<String> OPEN = Set.of("signIn", "signInOptions");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getComponents()
        .addSecurityScheme(
            SESSION, apiKey(SecurityScheme.In.COOKIE, SessionCookie.TOKEN, "Set by signing in"))
        .addSecurityScheme(
            GUARD,
            apiKey(
                SecurityScheme.In.HEADER,
                RightsFilter.GUARD,
                "The value 1: a page of another site cannot set it"))
        .addSecurityScheme(
            TOKEN,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("A token that a person made for a program"));
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              item.getOperations().forEach(DocumentFilter::complete);
              if (isOfHub(path)) {
                item.getOperations().values().forEach(DocumentFilter::askForHub);
              }
            });
  }

  static boolean isOfHub(String path) {
    return OF_HUB.stream().anyMatch(of -> path.equals(of) || path.startsWith(of + "/"));
  }

  private static void askForHub(Operation operation) {
    operation.addParameter(
        OASFactory.createParameter()
            .name(AskedHub.PARAMETER)
            .in(Parameter.In.QUERY)
            .description("The hub that is meant; the first one when it is left out")
            .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
  }

  private static SecurityScheme apiKey(SecurityScheme.In in, String name, String description) {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.APIKEY)
        .in(in)
        .name(name)
        .description(description);
  }

  private static void complete(PathItem.HttpMethod method, Operation operation) {
    APIResponses responses = operation.getResponses();
    if (OPEN.contains(operation.getOperationId())) {
      operation.setSecurity(List.of());
    } else {
      SecurityRequirement needed = OASFactory.createSecurityRequirement().addScheme(SESSION);
      refusal(responses, "401", "Not signed in");
      boolean guarded = RightsFilter.changes(method.name());
      if (guarded) {
        needed.addScheme(GUARD);
      }
      refusal(
          responses,
          "403",
          "The role does not allow it"
              + (guarded ? ", or sent without the header " + RightsFilter.GUARD + ": 1" : ""));
      operation.setSecurity(
          List.of(needed, OASFactory.createSecurityRequirement().addScheme(TOKEN)));
    }
    refusal(responses, APIResponses.DEFAULT, "Any other refusal, or a fault");
    responses.getAPIResponses().forEach(DocumentFilter::giveBody);
  }

  private static void refusal(APIResponses responses, String code, String description) {
    APIResponse own = responses.getAPIResponse(code);
    String text = own == null ? description : own.getDescription() + ". " + description;
    responses.addAPIResponse(code, OASFactory.createAPIResponse().description(text));
  }

  private static void giveBody(String code, APIResponse response) {
    if (code.equals(APIResponses.DEFAULT) || code.compareTo("400") >= 0) {
      response.setContent(problem());
    }
  }

  private static Content problem() {
    return OASFactory.createContent()
        .addMediaType(
            Problem.MEDIA_TYPE,
            OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem")));
  }
}
