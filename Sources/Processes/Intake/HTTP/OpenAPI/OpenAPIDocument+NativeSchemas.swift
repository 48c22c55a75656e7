extension OpenAPIDocument {
    /// The schemas of the places that come with Muster.
    static let nativeSchemas = """
        {
          "Conversation": {
            "type": "object",
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "name": {"type": "string"},
              "topic": {"type": "string"},
              "private": {"type": "boolean"},
              "members": {"type": "array", "items": {"type": "string"}},
              "bookmarks": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {"title": {"type": "string"}, "url": {"type": "string"}},
                  "required": ["title", "url"]
                }
              },
              "url": {"type": "string"},
              "created_at": {"type": "string", "format": "date-time"},
              "archived_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
            },
            "required": [
              "id",
              "name",
              "topic",
              "private",
              "members",
              "bookmarks",
              "url",
              "created_at",
              "archived_at"
            ]
          },
          "Message": {
            "type": "object",
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "author": {"type": "string"},
              "text": {"type": "string"},
              "posted_at": {"type": "string", "format": "date-time"}
            },
            "required": ["id", "author", "text", "posted_at"]
          },
          "MessageList": {
            "type": "object",
            "properties": {
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/Message"}},
              "next_cursor": {"anyOf": [{"type": "string"}, {"type": "null"}]}
            },
            "required": ["items", "next_cursor"]
          },
          "MemberList": {
            "type": "object",
            "properties": {
              "items": {"type": "array", "items": {"type": "string"}},
              "next_cursor": {"anyOf": [{"type": "string"}, {"type": "null"}]}
            },
            "required": ["items", "next_cursor"]
          },
          "File": {
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "content_type": {"type": "string"},
              "size": {"type": "integer"},
              "sha256": {"type": "string"},
              "stored_by": {"type": "string"},
              "stored_at": {"type": "string", "format": "date-time"}
            },
            "required": ["name", "content_type", "size", "sha256", "stored_by", "stored_at"]
          },
          "Folder": {
            "type": "object",
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "name": {"type": "string"},
              "members": {"type": "array", "items": {"type": "string"}},
              "files": {"type": "array", "items": {"$ref": "#/components/schemas/File"}},
              "documents": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "id": {"type": "string", "format": "uuid"},
                    "title": {"type": "string"},
                    "url": {"type": "string"}
                  },
                  "required": ["id", "title", "url"]
                }
              },
              "url": {"type": "string"},
              "created_at": {"type": "string", "format": "date-time"},
              "archived_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
            },
            "required": ["id", "name", "members", "files", "documents", "url", "created_at", "archived_at"]
          },
          "Document": {
            "type": "object",
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "title": {"type": "string"},
              "format": {"type": "string", "enum": ["markdown", "csv"]},
              "version": {"type": "integer"},
              "body": {"type": "string"},
              "author": {"type": "string"},
              "written_at": {"type": "string", "format": "date-time"},
              "folder": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "url": {"type": "string"},
              "created_at": {"type": "string", "format": "date-time"},
              "archived_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
            },
            "required": [
              "id",
              "title",
              "format",
              "version",
              "body",
              "author",
              "written_at",
              "folder",
              "url",
              "created_at",
              "archived_at"
            ]
          },
          "DocumentVersionList": {
            "type": "object",
            "properties": {
              "items": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "version": {"type": "integer"},
                    "author": {"type": "string"},
                    "written_at": {"type": "string", "format": "date-time"},
                    "size": {"type": "integer"}
                  },
                  "required": ["version", "author", "written_at", "size"]
                }
              },
              "next_cursor": {"anyOf": [{"type": "string"}, {"type": "null"}]}
            },
            "required": ["items", "next_cursor"]
          },
          "Ticket": {
            "type": "object",
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "title": {"type": "string"},
              "description": {"type": "string"},
              "status": {"type": "string"},
              "severity": {"type": "string"},
              "priority": {"type": "string"},
              "assignee": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "url": {"type": "string"},
              "created_at": {"type": "string", "format": "date-time"},
              "updated_at": {"type": "string", "format": "date-time"},
              "archived_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
            },
            "required": [
              "id",
              "title",
              "description",
              "status",
              "severity",
              "priority",
              "assignee",
              "url",
              "created_at",
              "updated_at",
              "archived_at"
            ]
          },
          "Group": {
            "type": "object",
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "name": {"type": "string"},
              "title": {"type": "string"},
              "address": {"type": "string"},
              "members": {"type": "array", "items": {"type": "string"}},
              "url": {"type": "string"},
              "created_at": {"type": "string", "format": "date-time"},
              "archived_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
            },
            "required": ["id", "name", "title", "address", "members", "url", "created_at", "archived_at"]
          },
          "Conference": {
            "type": "object",
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "title": {"type": "string"},
              "room": {"type": "string"},
              "join_url": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "dial_in": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "members": {"type": "array", "items": {"type": "string"}},
              "visits": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "name": {"type": "string"},
                    "note": {"type": "string"},
                    "at": {"type": "string", "format": "date-time"}
                  },
                  "required": ["name", "note", "at"]
                }
              },
              "url": {"type": "string"},
              "created_at": {"type": "string", "format": "date-time"},
              "archived_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
            },
            "required": [
              "id",
              "title",
              "room",
              "join_url",
              "dial_in",
              "members",
              "visits",
              "url",
              "created_at",
              "archived_at"
            ]
          },
          "NewMessage": {
            "type": "object",
            "properties": {
              "text": {"type": "string", "minLength": 1, "maxLength": 20000},
              "author": {"type": "string"}
            },
            "required": ["text"],
            "additionalProperties": false
          },
          "NewMember": {
            "type": "object",
            "properties": {"email": {"type": "string", "format": "email"}},
            "required": ["email"],
            "additionalProperties": false
          },
          "NewVersion": {
            "type": "object",
            "properties": {"body": {"type": "string"}, "author": {"type": "string"}},
            "required": ["body"],
            "additionalProperties": false
          },
          "NewVisit": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "note": {"type": "string", "maxLength": 2000}},
            "required": [],
            "additionalProperties": false
          }
        }
        """
}
