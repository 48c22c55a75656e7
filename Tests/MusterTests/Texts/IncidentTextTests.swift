import JSON
import Testing

@testable import Muster

@Suite struct IncidentTextTests {
    private let incident: JSON = [
        "name": "INC-7", "title": "Checkout answers slowly", "status": "active", "drill": true, "visibility": "open",
        "type": "outage", "severity": "high", "priority": "p1", "source": "alert", "alert_count": 2,
        "commander": ["name": "Ada", "email": "ada@example.org", "team": "Payments"], "reporter": nil,
        "description": "Since ten.\r\nOnly cards.", "detected_at": "2026-03-01T10:00:00.000Z",
        "url": "https://muster.example.org/incidents/INC-7",
        "alerts": [
            [
                "id": "01900000-0000-7000-8000-000000000001", "status": "open", "severity": "critical",
                "source": "prometheus", "count": 3, "last_at": "2026-03-01T10:05:00.000Z", "title": "Latency is high",
            ]
        ],
        "resources": [
            [
                "kind": "ticket", "provider": "jira", "state": "pending", "attempts": 4, "url": nil,
                "error": "status 503: the service is being moved to another place, which takes until the afternoon",
            ]
        ],
        "participants": [
            [
                "email": "ada@example.org", "name": "Ada", "team": "Payments", "location": "Berlin",
                "roles": ["incident_commander"],
            ]
        ],
    ]

    @Test func allThatPeopleAndRoutesDecideOnIsShown() {
        let text = IncidentText.one(incident)
        for part in [
            "Since ten.\nOnly cards.", "yes, an exercise", "2026-03-01T10:00:00.000Z",
            "01900000-0000-7000-8000-000000000001  open    critical  prometheus  3      2026-03-01T10:05:00.000Z  Latency",
            "ticket  jira      pending  4      –         status 503: the service is being moved to another place, which takes until "
                + "the afternoon",
            "Ada (Payments) ada@example.org", "incident commander",
        ] {
            #expect(text.contains(part), "\(part) in\n\(text)")
        }
    }

    @Test func anEmptyListSaysWhatWasAsked() {
        #expect(IncidentText.list(["items": []]) == "There are no incidents.")
        #expect(
            IncidentText.list(["items": []], statuses: ["stable", "closed"])
                == "There are no incidents that are stable or closed.")
    }
}
