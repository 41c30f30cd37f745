package dev.homeport.app.account;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The sessions of the person who asks, the latest first. */
@Schema(
    name = "OwnSessionList",
    requiredProperties = {"items"})
public record OwnSessionList(List<OwnSession> items) {}
