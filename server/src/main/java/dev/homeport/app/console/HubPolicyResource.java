package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.registry.HubPolicies;
import dev.homeport.registry.HubPolicy;
import dev.homeport.registry.Hubs;
import dev.homeport.registry.Right;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The access policies of a hub. */
@Path("/api/v1/hubs/{hub}/policies")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "hubs")
public final class HubPolicyResource {

  private final Hubs hubs;
  private final HubPolicies policies;

  public HubPolicyResource(Hubs hubs, HubPolicies policies) {
    this.hubs = hubs;
    this.policies = policies;
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "listPolicies", summary = "A hub's access policies by name")
  @APIResponse(
      responseCode = "200",
      description = "The policies without their keys",
      content = @Content(schema = @Schema(implementation = HubPolicyList.class)))
  @APIResponse(responseCode = "404", description = "No such hub")
  public HubPolicyList list(@PathParam("hub") String hub) {
    return new HubPolicyList(
        policies.all(hubs.named(hub)).stream().map(HubPolicyItem::of).toList());
  }

  @POST
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "createPolicy", summary = "Makes an access policy with fresh keys")
  @APIResponse(
      responseCode = "201",
      description = "The policy",
      content = @Content(schema = @Schema(implementation = HubPolicyItem.class)))
  @APIResponse(responseCode = "400", description = "The name or a right is invalid")
  @APIResponse(responseCode = "403", description = "There are as many as a hub may have")
  @APIResponse(responseCode = "404", description = "No such hub")
  @APIResponse(responseCode = "409", description = "There is a policy of that name")
  public Response create(
      @PathParam("hub") String hub, @RequestBody(required = true) @Nullable NewHubPolicy wanted) {
    if (wanted == null || wanted.name() == null || wanted.rights() == null) {
      throw invalid("name and rights are needed");
    }
    Set<Right> rights = EnumSet.noneOf(Right.class);
    for (String right : wanted.rights()) {
      rights.add(
          Right.of(right == null ? "" : right)
              .orElseThrow(
                  () ->
                      invalid(
                          "a right is registryRead, registryWrite, serviceConnect or"
                              + " deviceConnect")));
    }
    HubPolicy made = policies.create(hubs.named(hub), wanted.name(), rights);
    return Response.status(Response.Status.CREATED).entity(HubPolicyItem.of(made)).build();
  }

  @GET
  @Path("{policy}/keys")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "policyKeys", summary = "What services prove themselves with")
  @APIResponse(
      responseCode = "200",
      description = "Keys and connection strings",
      content = @Content(schema = @Schema(implementation = HubPolicyKeys.class)))
  @APIResponse(responseCode = "404", description = "No such hub or policy")
  public HubPolicyKeys keys(
      @HeaderParam("Host") @Parameter(hidden = true) @Nullable String host,
      @PathParam("hub") String hub,
      @PathParam("policy") String policy) {
    return keys(host, hub, policies.get(hubs.named(hub), policy));
  }

  @POST
  @Path("{policy}/keys/{key}")
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "renewPolicyKey",
      summary = "Makes a fresh key; the old one is refused from now on")
  @APIResponse(
      responseCode = "200",
      description = "Keys and connection strings as they are now",
      content = @Content(schema = @Schema(implementation = HubPolicyKeys.class)))
  @APIResponse(responseCode = "400", description = "The key is neither primary nor secondary")
  @APIResponse(responseCode = "404", description = "No such hub or policy")
  public HubPolicyKeys renew(
      @HeaderParam("Host") @Parameter(hidden = true) @Nullable String host,
      @PathParam("hub") String hub,
      @PathParam("policy") String policy,
      @Parameter(schema = @Schema(enumeration = {"primary", "secondary"})) @PathParam("key")
          String key) {
    boolean primary = key.equals("primary");
    if (!primary && !key.equals("secondary")) {
      throw invalid("the key is primary or secondary");
    }
    return keys(host, hub, policies.renewKey(hubs.named(hub), policy, primary));
  }

  @DELETE
  @Path("{policy}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "deletePolicy", summary = "Deletes a policy that is not built in")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "400", description = "Every hub has this policy")
  @APIResponse(responseCode = "404", description = "No such hub or policy")
  public void delete(@PathParam("hub") String hub, @PathParam("policy") String policy) {
    policies.delete(hubs.named(hub), policy);
  }

  private HubPolicyKeys keys(@Nullable String host, String hub, HubPolicy policy) {
    return HubPolicyKeys.of(policy, HostNames.choose(host, hubs.get(hub).hostNames()));
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
