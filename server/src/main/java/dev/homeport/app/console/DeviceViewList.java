package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Views of the device list: those for everybody, then one's own, each by name. */
@Schema(
    name = "DeviceViewList",
    requiredProperties = {"items"})
public record DeviceViewList(List<DeviceView> items) {}
