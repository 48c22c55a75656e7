extension OpenAPIDocument {
    /// What paths have in common, without schemas.
    static let components = """
        {
          "securitySchemes": {
            "bearer": {"type": "http", "scheme": "bearer"},
            "basic": {"type": "http", "scheme": "basic", "description": "The key as password."}
          },
          "responses": {
            "Problem": {
              "description": "What is wrong, and what to do about it (RFC 9457).",
              "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
            }
          },
          "parameters": {
            "Name": {
              "name": "name",
              "in": "path",
              "required": true,
              "description": "INC and a number, in any case.",
              "schema": {"type": "string"}
            },
            "Id": {
              "name": "id",
              "in": "path",
              "required": true,
              "schema": {"type": "string"}
            },
            "File": {
              "name": "file",
              "in": "path",
              "required": true,
              "description": "The name of the file.",
              "schema": {"type": "string", "minLength": 1, "maxLength": 200}
            },
            "Version": {
              "name": "version",
              "in": "path",
              "required": true,
              "schema": {"type": "integer", "minimum": 1}
            },
            "Cursor": {
              "name": "cursor",
              "in": "query",
              "description": "next_cursor of the page before.",
              "schema": {"type": "string"}
            },
            "Limit": {
              "name": "limit",
              "in": "query",
              "description": "Of one page.",
              "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
            },
            "IncidentStatus": {
              "name": "status",
              "in": "query",
              "description": "Words separated by commas.",
              "schema": {"type": "string"}
            },
            "AlertStatus": {
              "name": "status",
              "in": "query",
              "description": "Words separated by commas.",
              "schema": {"type": "string"}
            },
            "DryRun": {
              "name": "dry_run",
              "in": "query",
              "description": "Tells what would happen and changes nothing.",
              "schema": {"type": "boolean", "default": false}
            },
            "IdempotencyKey": {
              "name": "Idempotency-Key",
              "in": "header",
              "description": "The same request under the same key gets the first answer again.",
              "schema": {"type": "string", "minLength": 1, "maxLength": 255}
            },
            "IfMatch": {
              "name": "If-Match",
              "in": "header",
              "description": "The ETag of the version that the change is based on.",
              "schema": {"type": "string"}
            }
          }
        }
        """
}
