import Encodings
import Foundation
import JSON
import Testing

@testable import AlertDesk

/// An alert began when its sender says that it began, in whatever form it says so.
@Suite struct SenderTimesTests {
    private static let noon = "2026-11-28T07:50:48.504Z"

    static let bodies: [(AlertFormat, JSON)] = [
        (.native, ["title": "x", "started_at": "2026-11-28T13:20:48.504447812+05:30"]),
        (
            .alertmanager,
            ["alerts": [["status": "Firing", "startsAt": "2026-11-28T13:20:48.504447812+05:30"]]]
        ),
        (.grafana, ["alerts": [["status": "firing", "startsAt": "2026-11-28T07:50:48.504Z"]]]),
        (
            .cloudevents,
            ["specversion": "1.0", "id": "1", "source": "s", "type": "t", "time": "2026-11-28T08:50:48.504+01:00"]
        ),
        (.cloudevents, ["specversion": "1.0", "id": "1", "source": "s", "type": "t", "time": 1_795_852_248_504]),
        (
            .pagerduty,
            [
                "event_action": "trigger",
                "payload": [
                    "summary": "s", "source": "h", "severity": "error", "timestamp": "2026-11-28T02:50:48.504-05:00",
                ],
            ]
        ),
        (.datadog, ["title": "x", "alert_id": "1", "date": "1795852248504"]),
        (.datadog, ["title": "x", "alert_id": "1", "last_updated": 1_795_852_248_504]),
        (
            .eventbridge,
            ["detail-type": "Other", "source": "s", "time": "2026-11-28T07:50:48.504Z", "detail": ["a": 1]]
        ),
        (
            .eventbridge,
            [
                "detail-type": "GuardDuty Finding", "source": "aws.guardduty", "time": "2026-11-28T09:00:00Z",
                "detail": ["id": "f", "severity": 8, "service": ["eventFirstSeen": "2026-11-28T07:50:48.504Z"]],
            ]
        ),
        (
            .eventbridge,
            [
                "detail-type": "Security Hub Findings - Imported", "time": "2026-11-28T09:00:00Z",
                "detail": ["findings": [["Id": "f", "FirstObservedAt": "2026-11-28T07:50:48.504Z"]]],
            ]
        ),
        (
            .eventbridge,
            [
                "detail-type": "CloudWatch Alarm State Change", "time": "2026-11-28T09:00:00Z",
                "detail": [
                    "alarmName": "a", "state": ["value": "ALARM", "timestamp": "2026-11-28T07:50:48.504+0000"],
                ],
            ]
        ),
        (
            .sns,
            ["AlarmName": "a", "NewStateValue": "ALARM", "StateChangeTime": "2026-11-28T07:50:48.504+0000"]
        ),
    ]

    @Test(arguments: bodies) func isKeptToTheMillisecond(_ format: AlertFormat, _ body: JSON) throws {
        let alert = try #require(try AlertReading(format).parse(body.bytes()).alerts.first)
        #expect(alert.startedAt.map(RFC3339.string(from:)) == Self.noon, "\(format.rawValue)")
    }

    @Test(arguments: ["", "yesterday", "0001-01-01T00:00:00Z", 0, -5, true, .null, "2026-11-28"] as [JSON])
    func whatIsNoTimeSaysNothing(_ value: JSON) {
        #expect(SaidTime.read(value) == nil)
    }

    @Test func secondsAreSecondsAndMillisecondsMilliseconds() {
        #expect(SaidTime.read(1_795_852_248) == Date(timeIntervalSince1970: 1_795_852_248))
        #expect(SaidTime.read("1795852248.5") == Date(timeIntervalSince1970: 1_795_852_248.5))
    }
}
