package dev.homeport.app;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.access.Caller;
import dev.homeport.provisioning.ProvisioningAccess;
import dev.homeport.provisioning.ProvisioningPolicy;
import dev.homeport.provisioning.ProvisioningRight;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a call of the provisioning service's REST API through when the policy that its token proves
 * allows what {@link ProvisioningOperation} says it needs.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public final class ProvisioningAccessFilter implements ContainerRequestFilter {

  private static final Logger LOGGER = LoggerFactory.getLogger(ProvisioningAccessFilter.class);

  private final ProvisioningAccess access;

  public ProvisioningAccessFilter(ProvisioningAccess access) {
    this.access = access;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    String path = HubOperation.normalized(context.getUriInfo().getPath());
    switch (ProvisioningOperation.of(context.getMethod(), path)) {
      case ProvisioningOperation.Service(ProvisioningRight right) -> service(context, path, right);
      case ProvisioningOperation.Device _, ProvisioningOperation.Foreign _ -> {}
    }
  }

  private void service(ContainerRequestContext context, String path, ProvisioningRight right) {
    String token = context.getHeaderString(HttpHeaders.AUTHORIZATION);
    ProvisioningPolicy policy = token == null ? null : access.service(path, token).orElse(null);
    if (policy == null) {
      throw refused(context, "no valid token");
    }
    context.setProperty(Caller.PROPERTY, new Caller.Service(HubName.DEFAULT, policy.name()));
    if (!policy.rights().contains(right)) {
      throw refused(context, "policy " + policy.name() + " lacks " + right);
    }
  }

  private static HubException refused(ContainerRequestContext context, String reason) {
    LOGGER
        .atInfo()
        .addKeyValue("method", context.getMethod())
        .addKeyValue("path", context.getUriInfo().getPath())
        .addKeyValue("reason", reason)
        .log("call refused");
    return new HubException(ErrorCode.UNAUTHORIZED, "the token does not allow this call");
  }
}
