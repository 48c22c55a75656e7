import Digests
import Encodings
import FoundationEssentials
import Testing

@testable import RequestSignatures

/// AWS's published test suite of Signature Version 4 (`aws-sig-v4-test-suite`), and what is refused.
@Suite struct SignatureV4Tests {
    private static let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    private static let now = Date(timeIntervalSince1970: 1_440_938_160)

    private static func request(
        _ method: String = "GET", _ query: String? = nil, headers: [(name: String, value: String)] = [],
        body: String = "", signed: String = "host;x-amz-date", signature: String, service: String = "service",
        time: String = "20150830T123600Z"
    ) -> SignableRequest {
        SignableRequest(
            method: method, path: "/", query: query,
            headers: [
                ("Host", "example.amazonaws.com"), ("X-Amz-Date", time),
                (
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/\(service)/aws4_request, "
                        + "SignedHeaders=\(signed), Signature=\(signature)"
                ),
            ] + headers, body: Array(body.utf8))
    }

    private static let vanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"

    @Test func requestsOfThePublishedSuiteFit() throws {
        let requests: [(String, SignableRequest)] = [
            ("get-vanilla", Self.request(signature: Self.vanilla)),
            (
                "get-vanilla-query-order-key-case",
                Self.request(
                    "GET", "Param2=value2&Param1=value1",
                    signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")
            ),
            (
                "post-vanilla",
                Self.request(
                    "POST", signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")
            ),
            (
                "get-header-value-trim",
                Self.request(
                    headers: [("My-Header1", " value1"), ("My-Header2", " \"a   b   c\"")],
                    signed: "host;my-header1;my-header2;x-amz-date",
                    signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736")
            ),
            (
                "post-x-www-form-urlencoded",
                Self.request(
                    "POST", headers: [("Content-Type", "application/x-www-form-urlencoded")], body: "Param1=value1",
                    signed: "content-type;host;x-amz-date",
                    signature: "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a")
            ),
        ]
        for (name, request) in requests {
            let signature = try SignatureV4(request)
            #expect(signature.keyID == "AKIDEXAMPLE" && signature.region == "us-east-1")
            #expect(
                Hex.encode(signature.expectedSignature(request, secret: Self.secret))
                    == Hex.encode(signature.signature), "\(name)")
            try signature.check(request, secret: Self.secret, service: "service", at: Self.now)
        }
    }

    private func fault(
        _ request: SignableRequest, secret: String = SignatureV4Tests.secret, service: String = "service",
        at now: Date = SignatureV4Tests.now
    ) -> SignatureFault? {
        do throws(SignatureFault) {
            try SignatureV4(request).check(request, secret: secret, service: service, at: now)
            return nil
        } catch {
            return error
        }
    }

    @Test func whatWasChangedOnTheWayIsRefused() {
        var request = Self.request(signature: Self.vanilla)
        #expect(fault(request) == nil)
        for change: (inout SignableRequest) -> Void in [
            { $0.method = "POST" }, { $0.path = "/other" }, { $0.query = "a=b" }, { $0.digest = sha256("other") },
            { $0.headers[0].value = "other.example.org" },
        ] {
            var changed = request
            change(&changed)
            let found = fault(changed)
            #expect(found?.code == .invalid && found?.message.hasPrefix("The request signature we") == true)
        }
        #expect(fault(request, secret: "another")?.code == .invalid)
        request.headers.append(("X-Amz-Target", "AWSStepFunctions.StopExecution"))
        #expect(fault(request)?.message == "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.")
        #expect(
            fault(Self.request(signed: "x-amz-date", signature: Self.vanilla))?.message
                == "'host' must be a 'SignedHeader' in the AWS Authorization.")
    }

    @Test func clocksMayBeFiveMinutesOff() {
        let request = Self.request(signature: Self.vanilla)
        for offset: TimeInterval in [-300, 300] { #expect(fault(request, at: Self.now + offset) == nil, "\(offset)") }
        #expect(
            fault(request, at: Self.now + 301)?.message
                == "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)"
        )
        #expect(
            fault(request, at: Self.now - 301)?.message
                == "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)"
        )
    }

    @Test func whatIsIncompleteIsSaid() {
        var request = Self.request(signature: Self.vanilla)
        #expect(fault(request, service: "states")?.message.contains("'states'") == true)
        request.headers[2].value = "AWS4-HMAC-SHA256 Credential=A/20150830/us-east-1/service/aws4_request"
        #expect(
            fault(request)
                == SignatureFault(
                    .incomplete,
                    "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
                ))
        request.headers[2].value = "Bearer mus_something"
        #expect(fault(request)?.code == .incomplete)
        request.headers.remove(at: 2)
        #expect(fault(request) == SignatureFault(.missingToken, "Missing Authentication Token"))
        for time in ["", "20150830", "2015-08-30T12:36:00Z", "20151330T123600Z"] {
            #expect(fault(Self.request(signature: Self.vanilla, time: time))?.code == .incomplete, "\(time)")
        }
        #expect(
            fault(Self.request(signature: Self.vanilla, time: "20150831T123600Z"))?.message.contains("20150831") == true
        )
    }

    @Test func whatIsSignedHereIsChecked() throws {
        var request = SignableRequest(
            method: "POST", path: "/", query: nil,
            headers: [("Host", "127.0.0.1:8080"), ("X-Amz-Target", "AWSStepFunctions.ListStateMachines")],
            body: Array("{}".utf8))
        request.headers += SignatureV4.sign(
            request, keyID: "abcdefgh", secret: "secret", region: "eu-central-1", service: "states", at: Self.now)
        let signature = try SignatureV4(request)
        #expect(signature.region == "eu-central-1" && signature.service == "states")
        try signature.check(request, secret: "secret", service: "states", at: Self.now)
        request.headers[1].value = "AWSStepFunctions.StopExecution"
        #expect(fault(request, secret: "secret", service: "states")?.code == .invalid)
    }

    @Test func aSecretIsMadeOfTheKeysId() throws {
        let key = try #require(SigningKey(String(repeating: "k", count: 32)))
        #expect(key.secret(of: "abcdefgh").utf8.count == 43)
        #expect(key.secret(of: "abcdefgh") == key.secret(of: "abcdefgh"))
        #expect(key.secret(of: "abcdefgh") != key.secret(of: "abcdefgi"))
        #expect(SigningKey(String(repeating: "k", count: 31)) == nil)
    }
}
