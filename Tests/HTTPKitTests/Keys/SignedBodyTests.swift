import FoundationEssentials
import HTTPTypes
import Organisation
import Testing

@testable import HTTPKit

/// Digests by Python's `hmac`, over what Grafana's webhook contact point signs (grafana/alerting, `http/hmac`).
@Suite struct SignedBodyTests {
    private static let body = Array(#"{"alerts":[]}"#.utf8)
    private static let plain = "ebee03b5dfcb900cf23c43b292f0713ca2f3328f92de490ae50b178fb8a92c77"
    private static let timed = "b671446d8175fe09b5f42f12abc7dccee3454b122999ed19180593d2d8667d63"
    private static let time = Date(timeIntervalSince1970: 1_700_000_000)

    private func check(
        _ signature: SourceSignature, _ headers: HTTPFields, secrets: [String] = ["s3cret"], at time: Date = time,
        body: [UInt8] = body
    ) -> String {
        do throws(Problem) {
            try signature.check(headers, body: body, secrets: secrets, at: time)
            return "fits"
        } catch {
            return "\(error.status.code) \(error.detail)"
        }
    }

    private func field(_ name: String) throws -> HTTPField.Name { try #require(HTTPField.Name(name)) }

    @Test func theBodyIsSigned() throws {
        let signature = SourceSignature(secretVariables: ["A_SECRET"])
        let header = try field("X-Grafana-Alerting-Signature")
        #expect(check(signature, [header: Self.plain]) == "fits")
        #expect(check(signature, [header: Self.plain.uppercased()]) == "fits")
        #expect(check(signature, [header: Self.plain], secrets: ["new", "s3cret"]) == "fits", "while one is exchanged")
        #expect(check(signature, [header: Self.plain], secrets: ["new"]).hasPrefix("401"))
        #expect(check(signature, [header: Self.plain], body: Self.body + [32]).hasPrefix("401"))
        #expect(check(signature, [header: Self.timed]).hasPrefix("401"))
        #expect(check(signature, [:]).contains("is missing"))
        #expect(check(signature, [header: "sha256=\(Self.plain)"]).contains("64 hexadecimal digits"))
        #expect(check(signature, [header: ""]).hasPrefix("401"))
    }

    @Test func theTimeIsSignedWithIt() throws {
        let signature = SourceSignature(header: "X-Sig", timestampHeader: "X-Time", secretVariables: ["A_SECRET"])
        let (header, time) = (try field("x-sig"), try field("x-time"))
        #expect(check(signature, [header: Self.timed, time: "1700000000"]) == "fits")
        #expect(check(signature, [header: Self.timed, time: "1700000000"], at: Self.time + 300) == "fits")
        #expect(check(signature, [header: Self.timed, time: "1700000000"], at: Self.time + 301).contains("5 minutes"))
        #expect(check(signature, [header: Self.timed, time: "1700000001"]).hasPrefix("401"))
        #expect(check(signature, [header: Self.plain, time: "1700000000"]).hasPrefix("401"))
        #expect(check(signature, [header: Self.timed]).contains("X-Time".lowercased()))
    }
}
