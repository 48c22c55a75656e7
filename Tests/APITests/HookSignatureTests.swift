import FoundationEssentials
import Testing

@testable import API

/// What counts as signed by a provider.
@Suite struct HookSignatureTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)
    private static let body = Array("{}".utf8)
    /// Of `1800000000.{}` under `secret`, as Python's hmac has it.
    private static let seal = "bb7079132825ac793cea8c013c1dd24d926b9b02132245b10588d9e5c0df70d7"

    @Test(arguments: [
        ("t=1800000000,v1=\(seal)", true),
        ("t=1800000000, v1=00, v1=\(seal)", true),
        ("v1=\(seal.uppercased()),t=1800000000", true),
        ("t=1800000000,v1=\(seal),v2=new", true),
        ("t=1800000001,v1=\(seal)", false),
        ("t=01800000000,v1=\(seal)", false),
        ("t=1800000000,v1=", false),
        ("t=1800000000", false),
        ("v1=\(seal)", false),
        ("t=-1,v1=\(seal)", false),
        ("\(seal)", false),
        ("", false),
    ]) func whatIsGood(_ header: String, isGood: Bool) {
        #expect((HookSignature(header)?.isGood(for: Self.body, token: "secret", at: Self.now) ?? false) == isGood)
    }

    @Test func isForOneBodyAndOneToken() throws {
        let signature = try #require(HookSignature("t=1800000000,v1=\(Self.seal)"))
        #expect(!signature.isGood(for: Array("{ }".utf8), token: "secret", at: Self.now))
        #expect(!signature.isGood(for: Self.body, token: "secrets", at: Self.now))
    }

    @Test(arguments: [(-301, false), (-300, true), (300, true), (301, false)])
    func isGoodForFiveMinutes(_ seconds: Double, isGood: Bool) throws {
        let signature = try #require(HookSignature("t=1800000000,v1=\(Self.seal)"))
        #expect(
            signature.isGood(for: Self.body, token: "secret", at: Self.now.addingTimeInterval(seconds)) == isGood)
    }
}
