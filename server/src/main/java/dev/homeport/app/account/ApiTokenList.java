package dev.homeport.app.account;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Tokens by owner and name. */
@Schema(
    name = "ApiTokenList",
    requiredProperties = {"items"})
public record ApiTokenList(List<ApiToken> items) {}
