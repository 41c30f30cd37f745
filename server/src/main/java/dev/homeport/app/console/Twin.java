package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The name of the twin's JSON in the OpenAPI document; the JSON itself passes through as it is. */
@Schema(
    name = "Twin",
    type = SchemaType.OBJECT,
    additionalProperties = Schema.True.class,
    description = "A twin in IoT Hub's form: deviceId, etag, version, tags, properties")
interface Twin {}
