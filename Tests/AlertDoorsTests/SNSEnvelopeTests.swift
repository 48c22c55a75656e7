import AlertDesk
import Certificates
import FoundationEssentials
import JSON
import Testing

@testable import AlertDoors

@Suite struct SNSEnvelopeTests {
    /// 2026-11-29T08:00:00Z
    private static let now = Date(timeIntervalSince1970: 1_795_939_200)

    private func isGenuine(_ body: JSON, at time: Date = now) throws -> Bool {
        try SNSEnvelope(body).isSigned(by: try #require(Certificate(pem: SNSSamples.pem)), at: time)
    }

    @Test func bothVersionsAreChecked() throws {
        #expect(try isGenuine(SNSSamples.notification))
        #expect(try isGenuine(SNSSamples.withSubject))
        #expect(try isGenuine(SNSSamples.confirmation))
        #expect(try SNSEnvelope(SNSSamples.confirmation).subscribe == SNSSamples.subscribe)
        #expect(try SNSEnvelope(SNSSamples.notification).subscribe == nil)
    }

    @Test(arguments: ["Message", "MessageId", "Timestamp", "TopicArn", "Subject"])
    func whatWasChangedIsNotGenuine(_ member: String) throws {
        let changed: JSON = member == "Timestamp" ? "2026-11-29T06:00:01.000Z" : "another"
        #expect(try !isGenuine(SNSSamples.withSubject.with(member, changed)))
    }

    @Test func anotherHashOrAMissingSubjectIsNotGenuine() throws {
        #expect(try !isGenuine(SNSSamples.withSubject.with("SignatureVersion", "2")))
        #expect(try !isGenuine(SNSSamples.withSubject.with("Subject", .null)))
        #expect(try !isGenuine(SNSSamples.notification.with("Subject", "added")))
        #expect(try !isGenuine(SNSSamples.confirmation.with("Token", "other")))
    }

    @Test func anOldMessageIsNotTakenAgain() throws {
        #expect(try isGenuine(SNSSamples.notification, at: Self.now + 20 * 3600))
        #expect(try !isGenuine(SNSSamples.notification, at: Self.now + 23 * 3600))
    }

    @Test(arguments: [
        ("SigningCertURL", "https://sns.eu-central-1.amazonaws.com.example.org/SimpleNotificationService-1.pem"),
        ("SigningCertURL", "http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem"),
        ("SigningCertURL", "https://s3.amazonaws.com/bucket/SimpleNotificationService-1.pem"),
        ("SigningCertURL", "https://sns.eu-central-1.amazonaws.com@evil.example/SimpleNotificationService-1.pem"),
        ("SigningCertURL", "https://sns.eu-central-1.amazonaws.com/other.pem"), ("SignatureVersion", "3"),
        ("SigningCertURL", "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem?x=y"),
        ("Signature", "not base64"), ("SubscribeURL", "https://evil.example/?Action=ConfirmSubscription"),
        ("Timestamp", "yesterday"),
    ])
    func whatCouldLeadElsewhereIsRefused(_ member: String, _ value: String) {
        #expect(throws: AlertRefusal.self) { try SNSEnvelope(SNSSamples.confirmation.with(member, .string(value))) }
    }
}
