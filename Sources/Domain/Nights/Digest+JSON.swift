import Cost
import Encodings
import Forecast
public import JSON

extension Digest: JSONEncodable {
    /// `day`, `as_of`, `reported`, `active`, `overdue_tasks`, `unanswered_pages`, `dead_letters` (each `count`, `restricted`, `items`),
    /// `costs` and `expected_week`.
    public var json: JSON {
        [
            "day": .string(day.text), "as_of": end.json, "reported": Self.json(reported, Self.json),
            "active": Self.json(active, Self.json),
            "overdue_tasks": Self.json(tasks) { task in
                [
                    "incident": .string(task.incident), "text": .string(task.text), "owner": .optional(task.owner),
                    "due": task.due.json,
                ]
            },
            "unanswered_pages": Self.json(pages) { page in
                [
                    "person": .string(page.person), "incident": .string(page.incident), "count": .int(page.count),
                ]
            },
            "dead_letters": Self.json(letters) { letters in
                [
                    "worker": .string(letters.worker), "error_code": .string(letters.code),
                    "count": .int(letters.count),
                ]
            },
            "costs": costs.json,
            "expected_week": week.map { week in
                ["from": .string(week.from.text), "value": week.value, "low80": week.low, "high80": week.high]
            } ?? .null,
        ]
    }

    private static func json<Line>(_ part: Part<Line>, _ line: (Line) -> JSON) -> JSON {
        [
            "count": .int(part.count), "restricted": .int(part.restricted), "items": .array(part.lines.map(line)),
        ]
    }

    private static func json(_ incident: Incident) -> JSON {
        [
            "name": .string(incident.name), "title": .string(incident.title), "severity": .string(incident.severity),
            "status": .string(incident.status), "commander": .optional(incident.commander),
            "reported_at": incident.reportedAt.json, "cost": incident.cost?.json ?? .null,
        ]
    }
}
