package dev.homeport.app.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The user's identity provider: OpenID Connect's authorization code flow with PKCE (OpenID Connect
 * Core 1.0 §3.1, RFC 7636). Its metadata and keys are fetched when they are first needed, so that
 * the server starts without it. Thread-safe; blocks.
 */
final class IdentityProvider {

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int MAX_BYTES = 1 << 20;
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final OidcSettings settings;
  private final @Nullable SSLSocketFactory tls;
  private @Nullable Endpoints endpoints; // guarded by this

  IdentityProvider(OidcSettings settings) {
    this.settings = settings;
    this.tls = settings.ca() == null ? null : TrustedCa.of(settings.ca());
  }

  private record Endpoints(OIDCProviderMetadata metadata, IDTokenValidator validator) {}

  /** The provider does not answer, or not as the standard says. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  OidcSettings settings() {
    return settings;
  }

  /** Where the browser goes. */
  URI authentication(SignInFlow flow) throws Unusable {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE,
            new Scope(settings.scopes().toArray(String[]::new)),
            new ClientID(settings.clientId()),
            URI.create(flow.redirectUri()))
        .endpointURI(endpoints().metadata().getAuthorizationEndpointURI())
        .state(new State(flow.state()))
        .nonce(new Nonce(flow.nonce()))
        .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /** Who the person is that came back with a code. */
  Vouched exchange(SignInFlow flow, String code) throws Unusable {
    Endpoints provider = endpoints();
    try {
      OIDCTokens tokens = tokens(provider.metadata(), flow, code);
      IDTokenClaimsSet identity =
          provider.validator().validate(tokens.getIDToken(), new Nonce(flow.nonce()));
      Map<String, Object> claims = new HashMap<>(identity.toJSONObject());
      if (Vouched.claim(claims, settings.roleClaim()) == null) {
        userInfo(provider.metadata(), tokens, identity).forEach(claims::putIfAbsent);
      }
      return Vouched.of(settings, identity.getSubject().getValue(), claims);
    } catch (IOException e) {
      throw new Unusable("the identity provider does not answer", e);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new Unusable("the identity provider's answer is refused", e);
    }
  }

  private OIDCTokens tokens(OIDCProviderMetadata metadata, SignInFlow flow, String code)
      throws IOException, ParseException, Unusable {
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code),
            URI.create(flow.redirectUri()),
            new CodeVerifier(flow.verifier()));
    ClientID client = new ClientID(settings.clientId());
    dev.homeport.Secret secret = settings.secret();
    TokenRequest request =
        secret == null
            ? new TokenRequest.Builder(metadata.getTokenEndpointURI(), client, grant).build()
            : new TokenRequest.Builder(
                    metadata.getTokenEndpointURI(),
                    new ClientSecretBasic(client, new Secret(secret.reveal())),
                    grant)
                .build();
    TokenResponse response = OIDCTokenResponseParser.parse(send(request.toHTTPRequest()));
    if (response instanceof OIDCTokenResponse good && good.getOIDCTokens().getIDToken() != null) {
      return good.getOIDCTokens();
    }
    throw new Unusable(
        response.indicatesSuccess()
            ? "the identity provider gave no ID token"
            : "the identity provider refuses the code: "
                + response.toErrorResponse().getErrorObject().getCode(),
        null);
  }

  private Map<String, Object> userInfo(
      OIDCProviderMetadata metadata, OIDCTokens tokens, IDTokenClaimsSet identity)
      throws IOException, ParseException {
    if (metadata.getUserInfoEndpointURI() == null) {
      return Map.of();
    }
    UserInfoResponse response =
        UserInfoResponse.parse(
            send(
                new UserInfoRequest(metadata.getUserInfoEndpointURI(), tokens.getAccessToken())
                    .toHTTPRequest()));
    if (!response.indicatesSuccess()
        || response.toSuccessResponse().getUserInfo() == null
        || !identity.getSubject().equals(response.toSuccessResponse().getUserInfo().getSubject())) {
      return Map.of();
    }
    return response.toSuccessResponse().getUserInfo().toJSONObject();
  }

  private synchronized Endpoints endpoints() throws Unusable {
    Endpoints known = endpoints;
    if (known == null) {
      known = discover();
      endpoints = known;
    }
    return known;
  }

  private Endpoints discover() throws Unusable {
    Issuer issuer = new Issuer(settings.issuer());
    try {
      HTTPRequest request =
          new HTTPRequest(HTTPRequest.Method.GET, OIDCProviderMetadata.resolveURL(issuer));
      HTTPResponse response = send(request);
      response.ensureStatusCode(200);
      OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(response.getBodyAsJSONObject());
      if (!issuer.equals(metadata.getIssuer())) {
        throw new Unusable("the identity provider calls itself " + metadata.getIssuer(), null);
      }
      return new Endpoints(metadata, validator(metadata));
    } catch (IOException e) {
      throw new Unusable("the identity provider does not answer", e);
    } catch (GeneralException e) {
      throw new Unusable("the identity provider's metadata cannot be read", e);
    }
  }

  private IDTokenValidator validator(OIDCProviderMetadata metadata) throws MalformedURLException {
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(
                metadata.getJWKSetURI().toURL(),
                new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES, true, tls))
            .build();
    return new IDTokenValidator(
        metadata.getIssuer(),
        new ClientID(settings.clientId()),
        new JWSVerificationKeySelector<>(ALGORITHMS, keys),
        null);
  }

  private HTTPResponse send(HTTPRequest request) throws IOException {
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    request.setFollowRedirects(false);
    if (tls != null) {
      request.setSSLSocketFactory(tls);
    }
    return request.send();
  }
}
