package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value of a twin that a configuration put there.
 *
 * @param configuration its number
 */
record Held(long configuration, JsonNode value) {}
