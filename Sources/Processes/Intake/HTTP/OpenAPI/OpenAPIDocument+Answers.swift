extension OpenAPIDocument {
    /// The schemas of answers.
    static let answers = """
        {
          "Problem": {
            "type": "object",
            "properties": {
              "type": {"type": "string"},
              "title": {"type": "string"},
              "status": {"type": "integer"},
              "detail": {"type": "string"},
              "errors": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
                  "required": ["pointer", "detail"]
                }
              }
            },
            "required": ["type", "title", "status", "detail"]
          },
          "Person": {
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "email": {"type": "string"},
              "team": {"anyOf": [{"type": "string"}, {"type": "null"}]}
            },
            "required": ["name", "email", "team"]
          },
          "Incident": {
            "type": "object",
            "properties": {
              "name": {"type": "string", "pattern": "^INC-[0-9]+$"},
              "title": {"type": "string"},
              "description": {"type": "string"},
              "status": {"type": "string", "enum": ["active", "stable", "closed"]},
              "type": {"type": "string"},
              "severity": {"type": "string"},
              "priority": {"type": "string"},
              "visibility": {"type": "string", "enum": ["open", "restricted"]},
              "source": {"type": "string", "enum": ["report", "alert", "playbook"]},
              "drill": {"type": "boolean"},
              "commander": {"anyOf": [{"$ref": "#/components/schemas/Person"}, {"type": "null"}]},
              "reporter": {"anyOf": [{"$ref": "#/components/schemas/Person"}, {"type": "null"}]},
              "alert_count": {"type": "integer"},
              "version": {"type": "integer"},
              "url": {"type": "string"},
              "detected_at": {"type": "string", "format": "date-time"},
              "reported_at": {"type": "string", "format": "date-time"},
              "assembled_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
              "stable_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
              "closed_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
              "updated_at": {"type": "string", "format": "date-time"}
            },
            "required": [
              "name",
              "title",
              "description",
              "status",
              "type",
              "severity",
              "priority",
              "visibility",
              "source",
              "drill",
              "commander",
              "reporter",
              "alert_count",
              "version",
              "url",
              "detected_at",
              "reported_at",
              "assembled_at",
              "stable_at",
              "closed_at",
              "updated_at"
            ]
          },
          "IncidentDetail": {
            "allOf": [
              {"$ref": "#/components/schemas/Incident"},
              {
                "type": "object",
                "properties": {
                  "resources": {"type": "array", "items": {"$ref": "#/components/schemas/Resource"}},
                  "participants": {"type": "array", "items": {"$ref": "#/components/schemas/Participant"}},
                  "pages": {"type": "array"},
                  "alerts": {"type": "array", "items": {"$ref": "#/components/schemas/Alert"}},
                  "tasks": {"type": "array"},
                  "timeline": {"type": "array", "items": {"$ref": "#/components/schemas/TimelineEntry"}},
                  "cost": {}
                },
                "required": ["resources", "participants", "pages", "alerts", "tasks", "timeline", "cost"]
              }
            ]
          },
          "Resource": {
            "type": "object",
            "properties": {
              "kind": {
                "type": "string",
                "enum": ["ticket", "conversation", "storage", "document", "sheet", "group", "conference"]
              },
              "provider": {"type": "string"},
              "state": {"type": "string", "enum": ["pending", "created", "failed"]},
              "external_id": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "url": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "attempts": {"type": "integer"},
              "error": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "created_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
            },
            "required": ["kind", "provider", "state", "external_id", "url", "attempts", "error", "created_at"]
          },
          "Participant": {
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "email": {"type": "string"},
              "team": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "location": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "roles": {
                "type": "array",
                "items": {
                  "type": "string",
                  "enum": ["incident_commander", "liaison", "scribe", "reporter", "participant", "observer"]
                }
              },
              "engaged_by": {"type": "string"},
              "joined_at": {"type": "string", "format": "date-time"}
            },
            "required": ["name", "email", "team", "location", "roles", "engaged_by", "joined_at"]
          },
          "TimelineEntry": {
            "type": "object",
            "properties": {
              "at": {"type": "string", "format": "date-time"},
              "kind": {"type": "string"},
              "actor": {"type": "string"},
              "text": {"type": "string"}
            },
            "required": ["at", "kind", "actor", "text"]
          },
          "Alert": {
            "type": "object",
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "source": {"type": "string"},
              "format": {"type": "string"},
              "dedup_key": {"type": "string"},
              "status": {"type": "string", "enum": ["open", "acknowledged", "resolved"]},
              "severity": {"type": "string", "enum": ["info", "warning", "error", "critical"]},
              "title": {"type": "string"},
              "count": {"type": "integer"},
              "outcome": {
                "type": "string",
                "enum": ["incident", "attached", "playbook", "silenced", "no_route", "rejected"]
              },
              "reason": {"type": "string"},
              "route": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "incident": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "first_at": {"type": "string", "format": "date-time"},
              "last_at": {"type": "string", "format": "date-time"}
            },
            "required": [
              "id",
              "source",
              "format",
              "dedup_key",
              "status",
              "severity",
              "title",
              "count",
              "outcome",
              "reason",
              "route",
              "incident",
              "first_at",
              "last_at"
            ]
          },
          "IncidentList": {
            "type": "object",
            "properties": {
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/Incident"}},
              "next_cursor": {"anyOf": [{"type": "string"}, {"type": "null"}]}
            },
            "required": ["items", "next_cursor"]
          },
          "AlertList": {
            "type": "object",
            "properties": {
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/Alert"}},
              "next_cursor": {"anyOf": [{"type": "string"}, {"type": "null"}]}
            },
            "required": ["items", "next_cursor"]
          },
          "TimelineEntryList": {
            "type": "object",
            "properties": {
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/TimelineEntry"}},
              "next_cursor": {"anyOf": [{"type": "string"}, {"type": "null"}]}
            },
            "required": ["items", "next_cursor"]
          },
          "ResourceList": {
            "type": "object",
            "properties": {
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/Resource"}},
              "next_cursor": {"anyOf": [{"type": "string"}, {"type": "null"}]}
            },
            "required": ["items", "next_cursor"]
          },
          "AlertsAccepted": {
            "type": "object",
            "properties": {
              "accepted": {"type": "integer"},
              "rejected": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {"index": {"type": "integer"}, "error": {"type": "string"}},
                  "required": ["index", "error"]
                }
              },
              "alerts": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "id": {"anyOf": [{"type": "string", "format": "uuid"}, {"type": "null"}]},
                    "dedup_key": {"type": "string"},
                    "deduplicated": {"type": "boolean"}
                  },
                  "required": ["id", "dedup_key", "deduplicated"]
                }
              }
            },
            "required": ["accepted", "rejected", "alerts"]
          },
          "AlertsDryRun": {
            "type": "object",
            "properties": {
              "dry_run": {"type": "boolean"},
              "accepted": {"type": "integer"},
              "rejected": {"type": "array"},
              "alerts": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "alert": {"type": "object"},
                    "source": {"type": "string"},
                    "route": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    "outcome": {"type": "string"},
                    "reason": {"type": "string"},
                    "incident": {"anyOf": [{"type": "object"}, {"type": "null"}]}
                  },
                  "required": ["alert", "source", "route", "outcome", "reason", "incident"]
                }
              }
            },
            "required": ["dry_run", "accepted", "rejected", "alerts"]
          }
        }
        """
}
