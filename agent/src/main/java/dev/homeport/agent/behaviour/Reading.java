package dev.homeport.agent.behaviour;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a device's sensors say at one moment, and the JSON body of one telemetry message.
 *
 * @param cpu percent
 * @param memory percent
 * @param battery percent
 * @param signal dBm
 * @param temperature °C
 */
@JsonPropertyOrder({"cpu", "memory", "battery", "signal", "temperature", "location", "firmware"})
record Reading(
    double cpu,
    double memory,
    double battery,
    int signal,
    double temperature,
    Location location,
    String firmware) {}
