extension OpenAPIDocument {
    /// What can be asked for.
    static let paths = """
        {
          "/api/v1/incidents": {
            "get": {
              "summary": "Lists incidents, the newest first.",
              "description": "Needs a key with the scope incidents:read.",
              "parameters": [
                {"$ref": "#/components/parameters/IncidentStatus"},
                {"$ref": "#/components/parameters/Cursor"},
                {"$ref": "#/components/parameters/Limit"}
              ],
              "responses": {
                "200": {
                  "description": "A page of incidents.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IncidentList"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            },
            "post": {
              "summary": "Opens an incident.",
              "description": "Needs a key with the scope incidents:write.",
              "parameters": [{"$ref": "#/components/parameters/IdempotencyKey"}],
              "requestBody": {
                "required": true,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Report"}}}
              },
              "responses": {
                "201": {
                  "description": "The incident, also while the broker is away.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IncidentDetail"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            }
          },
          "/api/v1/incidents/{name}": {
            "parameters": [{"$ref": "#/components/parameters/Name"}],
            "get": {
              "summary": "Shows an incident.",
              "description": "Needs a key with the scope incidents:read.",
              "responses": {
                "200": {
                  "description": "The incident with everything that belongs to it.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IncidentDetail"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            },
            "patch": {
              "summary": "Changes what is said and nothing else.",
              "description": "Needs a key with the scope incidents:write.",
              "parameters": [{"$ref": "#/components/parameters/IfMatch"}],
              "requestBody": {
                "required": true,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IncidentChange"}}}
              },
              "responses": {
                "200": {
                  "description": "The incident with everything that belongs to it.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IncidentDetail"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            }
          },
          "/api/v1/incidents/{name}/participants": {
            "parameters": [{"$ref": "#/components/parameters/Name"}],
            "post": {
              "summary": "Brings somebody in.",
              "description": "Needs a key with the scope incidents:write.",
              "requestBody": {
                "required": true,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RoleAssignment"}}}
              },
              "responses": {
                "200": {
                  "description": "The incident with everything that belongs to it.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IncidentDetail"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            }
          },
          "/api/v1/incidents/{name}/roles": {
            "parameters": [{"$ref": "#/components/parameters/Name"}],
            "post": {
              "summary": "Gives somebody a role; a new commander takes over.",
              "description": "Needs a key with the scope incidents:write.",
              "requestBody": {
                "required": true,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RoleAssignment"}}}
              },
              "responses": {
                "200": {
                  "description": "The incident with everything that belongs to it.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IncidentDetail"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            }
          },
          "/api/v1/incidents/{name}/timeline": {
            "parameters": [{"$ref": "#/components/parameters/Name"}],
            "get": {
              "summary": "What happened, in its order.",
              "description": "Needs a key with the scope incidents:read.",
              "parameters": [{"$ref": "#/components/parameters/Cursor"}, {"$ref": "#/components/parameters/Limit"}],
              "responses": {
                "200": {
                  "description": "A page of the timeline.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TimelineEntryList"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            }
          },
          "/api/v1/incidents/{name}/resources": {
            "parameters": [{"$ref": "#/components/parameters/Name"}],
            "get": {
              "summary": "The places of the response.",
              "description": "Needs a key with the scope incidents:read.",
              "responses": {
                "200": {
                  "description": "All resources.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ResourceList"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            }
          },
          "/api/v1/incidents/{name}/events": {
            "parameters": [{"$ref": "#/components/parameters/Name"}],
            "get": {
              "summary": "The timeline as server-sent events; it goes on after Last-Event-ID.",
              "description": "Needs a key with the scope incidents:read.",
              "responses": {
                "200": {
                  "description": "Events named timeline.",
                  "content": {"text/event-stream": {"schema": {"type": "string"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            }
          },
          "/api/v1/alerts": {
            "get": {
              "summary": "Lists alerts, the newest first.",
              "description": "Needs a key with the scope incidents:read.",
              "parameters": [
                {"$ref": "#/components/parameters/AlertStatus"},
                {"$ref": "#/components/parameters/Cursor"},
                {"$ref": "#/components/parameters/Limit"}
              ],
              "responses": {
                "200": {
                  "description": "A page of alerts.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AlertList"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            },
            "post": {
              "summary": "Takes alerts as native JSON or CloudEvents 1.0.",
              "description": "Needs a key with the scope alerts:write.",
              "parameters": [
                {"$ref": "#/components/parameters/DryRun"},
                {"$ref": "#/components/parameters/IdempotencyKey"}
              ],
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/NativeAlerts"}},
                  "application/cloudevents+json": {"schema": {"$ref": "#/components/schemas/CloudEvent"}},
                  "application/cloudevents-batch+json": {
                    "schema": {"type": "array", "items": {"$ref": "#/components/schemas/CloudEvent"}}
                  }
                }
              },
              "responses": {
                "202": {
                  "description": "What was stored, and what was not.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AlertsAccepted"}}}
                },
                "200": {
                  "description": "What would become of the alerts (dry_run=true).",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AlertsDryRun"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            }
          },
          "/api/v1/alerts/alertmanager": {
            "post": {
              "summary": "Takes the webhook of Prometheus Alertmanager, version 4.",
              "description": "Needs a key with the scope alerts:write.",
              "parameters": [
                {"$ref": "#/components/parameters/DryRun"},
                {"$ref": "#/components/parameters/IdempotencyKey"}
              ],
              "requestBody": {
                "required": true,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AlertmanagerWebhook"}}}
              },
              "responses": {
                "202": {
                  "description": "What was stored, and what was not.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AlertsAccepted"}}}
                },
                "200": {
                  "description": "What would become of the alerts (dry_run=true).",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AlertsDryRun"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            }
          },
          "/api/v1/alerts/{id}": {
            "parameters": [
              {"name": "id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}}
            ],
            "get": {
              "summary": "What became of an alert, and which rule decided.",
              "description": "Needs a key with the scope incidents:read.",
              "responses": {
                "200": {
                  "description": "The alert.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Alert"}}}
                },
                "default": {"$ref": "#/components/responses/Problem"}
              }
            }
          }
        }
        """
}
