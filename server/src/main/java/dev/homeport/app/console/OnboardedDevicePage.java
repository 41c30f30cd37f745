package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of the devices that were onboarded, or are to be.
 *
 * @param total those that the search matches
 * @param page counted from 0
 */
@Schema(
    name = "OnboardedDevicePage",
    requiredProperties = {"items", "total", "page", "pageSize"})
public record OnboardedDevicePage(
    List<RegistrationRow> items, long total, int page, int pageSize) {}
