package dev.homeport.app.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
@Path("/api/v1/session")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "session")
public final class SessionResource {

  private final SignIn signIn;

  public SessionResource(SignIn signIn) {
    this.signIn = signIn;
  }

  @POST
  @Operation(operationId = "signIn", summary = "Signs in; sets the cookie homeport_session")
  @APIResponse(
      responseCode = "200",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = Session.class)))
  @APIResponse(responseCode = "400", description = "The body is no JSON object of this form")
  @APIResponse(responseCode = "401", description = "Wrong user name or password")
  @APIResponse(
      responseCode = "429",
      description = "Too many failed attempts",
      headers =
          @Header(
              name = HttpHeaders.RETRY_AFTER,
              description = "How many seconds to wait",
              schema = @Schema(implementation = Integer.class)))
  public Response signIn(
      @RequestBody(required = true) @Nullable Credentials credentials,
      @Context HttpServerRequest request) {
    String userName = credentials == null ? null : credentials.userName();
    String password = credentials == null ? null : credentials.password();
    if (userName == null || password == null) {
      return Problem.unauthorized("user name and password are needed").response();
    }
    String address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    return switch (signIn.signIn(userName, password, address == null ? "" : address)) {
      case SignIn.Result.SignedIn(Account account, String token) ->
          Response.ok(new Session(account.userName(), account.role()))
              .cookie(SessionCookie.of(token))
              .build();
      case SignIn.Result.WrongPassword() ->
          Problem.unauthorized("wrong user name or password").response();
      case SignIn.Result.TooManyFailures(Duration wait) -> tooMany(wait);
    };
  }

  private static Response tooMany(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    Problem problem =
        new Problem(
            "about:blank",
            "Too many attempts",
            429,
            "TooManyAttempts",
            "try again in " + seconds + " seconds");
    return Response.fromResponse(problem.response())
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }

  @GET
  @Operation(operationId = "session", summary = "Who is signed in")
  @APIResponse(
      responseCode = "200",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = Session.class)))
  public Session session(@Context ContainerRequestContext context) {
    if (context.getProperty(SessionFilter.ACCOUNT) instanceof Account(String name, String role)) {
      return new Session(name, role);
    }
    throw new IllegalStateException("the filter let a stranger through");
  }

  @DELETE
  @Operation(operationId = "signOut", summary = "Ends the session at once")
  @APIResponse(responseCode = "204", description = "Signed out")
  public Response signOut(@Context HttpHeaders headers) {
    String token = SessionCookie.tokenIn(headers.getHeaderString(HttpHeaders.COOKIE));
    if (token != null) {
      signIn.signOut(token);
    }
    return Response.noContent().cookie(SessionCookie.expired()).build();
  }
}
