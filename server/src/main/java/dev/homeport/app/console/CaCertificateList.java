package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Certificates of authorities by name. */
@Schema(
    name = "CaCertificateList",
    requiredProperties = {"items"})
public record CaCertificateList(List<CaCertificateItem> items) {}
