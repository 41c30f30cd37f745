package dev.homeport.gateway.mqtt;

import dev.homeport.access.Authenticator;
import dev.homeport.alert.SecuritySignals;
import dev.homeport.gateway.Sessions;
import dev.homeport.messaging.CommandQueue;
import dev.homeport.messaging.TelemetryIngest;
import dev.homeport.provisioning.ProvisioningService;
import dev.homeport.registry.Hubs;
import dev.homeport.twin.TwinService;

/** What the conversations with a device need of the floors below; one for all connections. */
public record MqttServices(
    Hubs hubs,
    Authenticator authenticator,
    Sessions sessions,
    TelemetryIngest telemetry,
    TwinService twins,
    CommandQueue commands,
    SubscriptionStore subscriptions,
    ProvisioningService provisioning,
    DatabaseTurns turns,
    SecuritySignals signals) {}
