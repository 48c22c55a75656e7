import Incident
import JSON
import Testing

@testable import AlertDesk

@Suite struct SNSAlertsTests {
    static func envelope(_ message: String, subject: JSON = .null) -> JSON {
        [
            "Type": "Notification", "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
            "TopicArn": "arn:aws:sns:eu-central-1:123456789012:alerts", "Subject": subject, "Message": .string(message),
            "Timestamp": "2026-01-05T10:00:00.000Z", "SignatureVersion": "2", "Signature": "AAAA",
            "SigningCertURL": "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem",
            "UnsubscribeURL": "https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe",
        ]
    }

    @Test func anAlarmOfCloudWatchIsReadOutOfItsEnvelope() throws {
        let message: JSON = [
            "AlarmName": "cpu", "AlarmArn": "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:cpu",
            "AlarmDescription": "Web is hot", "AWSAccountId": "123456789012", "Region": "EU (Frankfurt)",
            "NewStateValue": "ALARM", "OldStateValue": "OK", "NewStateReason": "above 90",
            "Trigger": [
                "MetricName": "CPUUtilization", "Namespace": "AWS/EC2",
                "Dimensions": [["name": "InstanceId", "value": "i-0abc"]],
            ],
        ]
        let alert = try #require(try SNSAlerts.parse(Self.envelope(message.text())).alerts.first)
        #expect(alert.format == .sns)
        #expect(alert.dedupKey == "cloudwatch arn:aws:cloudwatch:eu-central-1:123456789012:alarm:cpu")
        #expect(alert.labels["InstanceId"] == "i-0abc")
        #expect(alert.description == "Web is hot\nabove 90")
        #expect(try SNSAlerts.parse(message).alerts.first?.dedupKey == alert.dedupKey, "raw delivery is read alike")
    }

    @Test func anEventOfEventBridgeIsRead() throws {
        let event = EventBridgeAlertsTests.guardDuty(severity: 8)
        #expect(try SNSAlerts.parse(Self.envelope(event.text())).alerts.first?.dedupKey == "guardduty f00d")
    }

    @Test func anyTextIsAnAlert() throws {
        let alert = try #require(try SNSAlerts.parse(Self.envelope("Backup failed\non db-1")).alerts.first)
        #expect(alert.title == "Backup failed")
        #expect(alert.description == "Backup failed\non db-1")
        #expect(alert.dedupKey == "sns 22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324")
        #expect(!alert.hasOwnKey)
        let titled = try SNSAlerts.parse(Self.envelope("text", subject: "Backup")).alerts.first
        #expect(titled?.title == "Backup")
        #expect(throws: AlertRefusal.self) { try SNSAlerts.parse(Self.envelope(" ")) }
    }

    @Test func refusesAnEnvelopeWithoutWhatItNeeds() {
        #expect(
            throws: AlertRefusal(["MessageId: expected a text, found none", "Message: expected a text, found none"])
        ) {
            try SNSMessage(["Type": "Notification", "TopicArn": "t"])
        }
    }
}
