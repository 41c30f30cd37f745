package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** What the OpenAPI document says of a twin, which passes through as the JSON that it is. */
@Schema(
    name = "Twin",
    type = SchemaType.OBJECT,
    additionalProperties = Schema.True.class,
    description = "A twin in IoT Hub's form, of which this names what is most used",
    requiredProperties = {"deviceId", "etag", "version", "tags", "properties"},
    properties = {
      @SchemaProperty(name = "deviceId", type = SchemaType.STRING),
      @SchemaProperty(name = "etag", type = SchemaType.STRING),
      @SchemaProperty(name = "version", type = SchemaType.INTEGER, format = "int64"),
      @SchemaProperty(
          name = "tags",
          type = SchemaType.OBJECT,
          additionalProperties = Schema.True.class),
      @SchemaProperty(name = "properties", implementation = Twin.Properties.class)
    })
interface Twin {

  @Schema(
      name = "TwinProperties",
      type = SchemaType.OBJECT,
      requiredProperties = {"desired", "reported"},
      properties = {
        @SchemaProperty(name = "desired", implementation = Section.class),
        @SchemaProperty(name = "reported", implementation = Section.class)
      })
  interface Properties {}

  @Schema(
      name = "TwinSection",
      type = SchemaType.OBJECT,
      additionalProperties = Schema.True.class,
      description = "Desired or reported properties, with when each was changed",
      requiredProperties = {"$metadata", "$version"},
      properties = {
        @SchemaProperty(
            name = "$metadata",
            type = SchemaType.OBJECT,
            additionalProperties = Schema.True.class),
        @SchemaProperty(name = "$version", type = SchemaType.INTEGER, format = "int64")
      })
  interface Section {}
}
