extension OpenAPIDocument {
    /// The schemas of requests.
    static let requests = """
        {
          "NewPerson": {
            "anyOf": [
              {"type": "string", "format": "email"},
              {
                "type": "object",
                "properties": {
                  "email": {"type": "string", "format": "email"},
                  "name": {"type": "string"},
                  "team": {"type": "string"},
                  "location": {"type": "string"}
                },
                "required": ["email"]
              }
            ]
          },
          "Report": {
            "type": "object",
            "properties": {
              "title": {"type": "string", "minLength": 1, "maxLength": 200},
              "description": {"type": "string", "maxLength": 20000},
              "type": {"type": "string"},
              "severity": {"type": "string"},
              "priority": {"type": "string"},
              "visibility": {"type": "string", "enum": ["open", "restricted"]},
              "drill": {"type": "boolean"},
              "reporter": {"$ref": "#/components/schemas/NewPerson"},
              "detected_at": {"type": "string", "format": "date-time"}
            },
            "required": ["title"],
            "additionalProperties": false
          },
          "IncidentChange": {
            "type": "object",
            "properties": {
              "status": {"type": "string", "enum": ["active", "stable", "closed"]},
              "severity": {"type": "string"},
              "priority": {"type": "string"},
              "title": {"type": "string", "minLength": 1, "maxLength": 200},
              "description": {"type": "string", "maxLength": 20000},
              "type": {"type": "string"},
              "visibility": {"type": "string", "enum": ["open", "restricted"]}
            },
            "required": [],
            "additionalProperties": false
          },
          "RoleAssignment": {
            "type": "object",
            "properties": {
              "email": {"type": "string", "format": "email"},
              "name": {"type": "string"},
              "team": {"type": "string"},
              "location": {"type": "string"},
              "role": {
                "type": "string",
                "enum": ["incident_commander", "liaison", "scribe", "reporter", "participant", "observer"]
              }
            },
            "required": ["email"],
            "additionalProperties": false
          },
          "NativeAlert": {
            "type": "object",
            "properties": {
              "title": {"type": "string", "minLength": 1, "maxLength": 1024},
              "dedup_key": {"type": "string", "minLength": 1, "maxLength": 512},
              "action": {"type": "string", "enum": ["open", "resolve"]},
              "severity": {"type": "string", "enum": ["info", "warning", "error", "critical"]},
              "description": {"type": "string", "maxLength": 20000},
              "labels": {"type": "object", "maxProperties": 100, "additionalProperties": {"type": "string"}},
              "url": {"type": "string", "format": "uri"},
              "group_key": {"type": "string", "minLength": 1, "maxLength": 4096}
            },
            "required": ["title"],
            "additionalProperties": false
          },
          "NativeAlerts": {
            "anyOf": [
              {"$ref": "#/components/schemas/NativeAlert"},
              {"type": "array", "items": {"$ref": "#/components/schemas/NativeAlert"}},
              {
                "type": "object",
                "properties": {"alerts": {"type": "array", "items": {"$ref": "#/components/schemas/NativeAlert"}}},
                "required": ["alerts"]
              }
            ]
          },
          "CloudEvent": {
            "type": "object",
            "properties": {
              "specversion": {"type": "string", "enum": ["1.0"]},
              "id": {"type": "string"},
              "source": {"type": "string"},
              "type": {"type": "string"},
              "subject": {"type": "string"},
              "data": {}
            },
            "required": ["specversion", "id", "source", "type"]
          },
          "AlertmanagerWebhook": {
            "type": "object",
            "properties": {
              "groupKey": {"type": "string"},
              "alerts": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "status": {"type": "string", "enum": ["firing", "resolved"]},
                    "labels": {"type": "object"},
                    "annotations": {"type": "object"},
                    "generatorURL": {"type": "string"},
                    "fingerprint": {"type": "string"}
                  },
                  "required": ["status"]
                }
              }
            },
            "required": ["alerts"]
          }
        }
        """
}
