package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** What the OpenAPI document says of a twin's patch, which is merged as the JSON that it is. */
@Schema(
    name = "TwinPatch",
    type = SchemaType.OBJECT,
    description = "What to merge into a twin (RFC 7396): null deletes, what is left out stays",
    properties = {
      @SchemaProperty(
          name = "tags",
          type = SchemaType.OBJECT,
          additionalProperties = Schema.True.class),
      @SchemaProperty(name = "properties", implementation = TwinPatch.Properties.class)
    })
interface TwinPatch {

  @Schema(
      name = "TwinPatchProperties",
      type = SchemaType.OBJECT,
      properties =
          @SchemaProperty(
              name = "desired",
              type = SchemaType.OBJECT,
              additionalProperties = Schema.True.class))
  interface Properties {}
}
