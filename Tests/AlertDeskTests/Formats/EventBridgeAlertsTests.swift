import Incident
import JSON
import Testing

@testable import AlertDesk

@Suite struct EventBridgeAlertsTests {
    static func event(_ type: JSON, _ source: JSON, _ detail: JSON, resources: JSON = []) -> JSON {
        [
            "version": "0", "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718", "detail-type": type, "source": source,
            "account": "123456789012", "time": "2026-01-05T10:00:00Z", "region": "eu-central-1",
            "resources": resources, "detail": detail,
        ]
    }

    static func guardDuty(severity: JSON, archived: JSON = false) -> JSON {
        event(
            "GuardDuty Finding", "aws.guardduty",
            [
                "schemaVersion": "2.0", "id": "f00d", "type": "UnauthorizedAccess:EC2/SSHBruteForce",
                "severity": severity, "title": "Someone guesses passwords of i-0abc",
                "description": "From many addresses.",
                "resource": ["resourceType": "Instance", "instanceDetails": ["instanceId": "i-0abc"]],
                "service": ["count": 12, "archived": archived, "action": ["actionType": "NETWORK_CONNECTION"]],
            ])
    }

    @Test(arguments: [(2.0, AlertSeverity.info), (5.3, .warning), (8, .error), (9.5, .critical)])
    func findingsOfGuardDutyHaveFourLevels(_ number: Double, _ severity: AlertSeverity) throws {
        let alert = try #require(
            try EventBridgeAlerts.parse(Self.guardDuty(severity: .double(number))).alerts.first)
        #expect(alert.severity == severity)
        #expect(alert.action == .open)
        #expect(alert.dedupKey == "guardduty f00d")
        #expect(alert.title == "Someone guesses passwords of i-0abc")
        #expect(alert.labels["instance"] == "i-0abc")
        #expect(alert.labels["account"] == "123456789012")
        #expect(alert.labels["count"] == "12")
    }

    @Test func anArchivedFindingIsOver() throws {
        let parsed = try EventBridgeAlerts.parse(Self.guardDuty(severity: 8, archived: true))
        #expect(parsed.alerts.map(\.action) == [.resolve])
    }

    @Test func aFindingWithoutWhatItNeedsNamesTheMember() {
        let event = Self.event("GuardDuty Finding", "aws.guardduty", ["id": "f00d"])
        #expect(throws: AlertRefusal(["detail.severity: expected a number from 1 to 10, found none"])) {
            try EventBridgeAlerts.parse(event)
        }
        #expect(throws: AlertRefusal(["detail-type: expected a text, found none"])) {
            try EventBridgeAlerts.parse(["detail": [:]])
        }
    }

    @Test func findingsOfSecurityHubComeSeveralInOneEvent() throws {
        func finding(_ id: JSON, _ label: JSON, _ status: JSON = "NEW", _ compliance: JSON = "FAILED") -> JSON {
            [
                "Id": id, "Title": "A bucket can be read by all", "Description": "Close it.",
                "AwsAccountId": "123456789012",
                "ProductName": "Security Hub", "Severity": ["Label": label], "Workflow": ["Status": status],
                "RecordState": "ACTIVE", "Compliance": ["Status": compliance],
                "Resources": [["Id": "arn:aws:s3:::logs", "Type": "AwsS3Bucket"]],
                "Remediation": ["Recommendation": ["Text": "See", "Url": "https://docs.example.org/s3"]],
            ]
        }
        let alerts = try EventBridgeAlerts.parse(
            Self.event(
                "Security Hub Findings - Imported", "aws.securityhub",
                [
                    "findings": [
                        finding("a", "CRITICAL"), finding("b", "HIGH", "RESOLVED"),
                        finding("c", "LOW", "NEW", "PASSED"),
                        finding("d", "INFORMATIONAL"),
                    ]
                ])
        ).alerts
        #expect(alerts.map(\.severity) == [.critical, .error, .info, .info])
        #expect(alerts.map(\.action) == [.open, .resolve, .resolve, .open])
        #expect(alerts.first?.labels["resource"] == "arn:aws:s3:::logs")
        #expect(alerts.first?.url == "https://docs.example.org/s3")
        #expect(alerts.first?.description == "Close it.\nSee")
    }

    @Test func anAlarmOfCloudWatchComesAndGoes() throws {
        func alarm(_ state: JSON) throws -> NormalisedAlert? {
            try EventBridgeAlerts.parse(
                Self.event(
                    "CloudWatch Alarm State Change", "aws.cloudwatch",
                    ["alarmName": "cpu", "state": ["value": state, "reason": "above 90"]],
                    resources: ["arn:aws:cloudwatch:eu-central-1:123456789012:alarm:cpu"])
            ).alerts.first
        }
        #expect(try alarm("ALARM")?.action == .open)
        #expect(try alarm("OK")?.action == .resolve)
        #expect(try alarm("INSUFFICIENT_DATA")?.severity == .warning)
        #expect(try alarm("OK")?.dedupKey == "cloudwatch arn:aws:cloudwatch:eu-central-1:123456789012:alarm:cpu")
        #expect(throws: AlertRefusal.self) { try alarm("SMOULDERING") }
    }

    @Test func anyOtherEventIsAnAlertByItsType() throws {
        let event = Self.event("AWS Health Event", "aws.health", ["service": "EC2", "eventTypeCategory": "issue"])
        let alert = try #require(try EventBridgeAlerts.parse([event, ["detail-type": 7]]).alerts.first)
        #expect(alert.title == "AWS Health Event")
        #expect(alert.dedupKey == "6a7e8feb-b491-4cf7-a9f1-bf3703467718")
        #expect(!alert.hasOwnKey)
        #expect(alert.labels["service"] == "EC2")
        #expect(try EventBridgeAlerts.parse([event, ["detail-type": 7]]).rejections.map(\.index) == [1])
    }
}
