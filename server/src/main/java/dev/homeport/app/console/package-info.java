/**
 * The console's side of the server: Homeport's own REST API under {@code /api/v1}, the WebSocket
 * {@code /api/v1/live}, and the built console itself under {@code /console/}. It reads what the
 * console lists with SQL of its own ({@link dev.homeport.app.console.DeviceDirectory}) and changes
 * things through the features below. The OpenAPI document at {@code /api/openapi.json} is made from
 * the records here; a copy of it, {@code console/openapi.json}, gives the console its types. Owns
 * no table.
 */
@NullMarked
@OpenAPIDefinition(
    info =
        @Info(
            title = "Homeport",
            version = "1",
            description = "Homeport's own API, for the console and the command line"),
    tags = {
      @Tag(name = "session", description = "Signing in and out"),
      @Tag(name = "users", description = "The people who may sign in"),
      @Tag(name = "tokens", description = "What programs prove themselves with"),
      @Tag(name = "overview", description = "The hub at a glance"),
      @Tag(name = "hubs", description = "The hubs of the installation"),
      @Tag(name = "devices", description = "The devices of the hub"),
      @Tag(name = "queries", description = "IoT Hub's query language over the devices"),
      @Tag(name = "alerts", description = "What is wrong, and who is told"),
      @Tag(name = "firmware", description = "What devices can be updated to, and its signing key"),
      @Tag(name = "deployments", description = "Rollouts of firmware"),
      @Tag(name = "reports", description = "Tables about the fleet, as files and by mail"),
      @Tag(name = "groups", description = "Saved queries"),
      @Tag(name = "jobs", description = "A method or a twin patch for many devices"),
      @Tag(name = "twins", description = "What devices are told to be, and say they are"),
      @Tag(name = "configurations", description = "What sets properties on many devices"),
      @Tag(name = "provisioning", description = "Which devices get to which hub, and how"),
      @Tag(name = "records", description = "What was built, and to whom it was sold"),
      @Tag(name = "onboarding", description = "From a manufacturing record to a device"),
      @Tag(name = "registrations", description = "Who has which device, on which hub"),
      @Tag(name = "status hooks", description = "Programs that are told how far devices come"),
      @Tag(name = "installation", description = "The settings in force, nodes and versions"),
      @Tag(name = "methods", description = "Calls that a device answers at once"),
      @Tag(name = "messages", description = "Messages that wait for a device"),
      @Tag(name = "telemetry", description = "What devices sent"),
      @Tag(name = "audit", description = "Who did what"),
      @Tag(name = "health", description = "How well devices are, and what is expected of them"),
      @Tag(name = "history", description = "What devices measured, and what happened to them")
    })
package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.NullMarked;
