import Digests
import RequestSignatures
import Testing

@testable import Operations

@Suite struct NewKeyTests {
    @Test func keysHaveTheDocumentedForm() {
        let key = NewKey()
        #expect(key.text.wholeMatch(of: /mus_[A-Za-z0-9_-]{8}_[A-Za-z0-9_-]{43}/) != nil)
        #expect(key.text.dropFirst(4).prefix(8) == key.prefix)
        #expect(key.digest == sha256(key.text))
        #expect(NewKey().text != key.text)
    }

    /// 62 and 63 in URL-safe base 64 are `-` and `_`.
    @Test(arguments: [0xF8, 0xFB, 0xFC, 0xFF] as [UInt8])
    func prefixesBeginWithALetterOrDigit(_ first: UInt8) {
        let prefix = NewKey(prefix: [first, 0, 0, 0, 0, 0]).prefix
        #expect(prefix.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{7}/) != nil)
    }

    @Test func routingKeysHaveThe32CharactersOfPagerDuty() throws {
        let key = try NewKey(.routing, signingKey: nil)
        #expect(key.text.wholeMatch(of: /[a-z2-7]{32}/) != nil)
        #expect(key.prefix == key.text.prefix(8))
        #expect(key.digest == sha256(key.text))
        #expect(try NewKey(.routing, signingKey: nil).text != key.text)
    }

    @Test func theSecretOfAKeyThatSignsIsMadeOfItsPrefix() throws {
        let signingKey = try #require(SigningKey(String(repeating: "k", count: 32)))
        let key = try NewKey(.aws, signingKey: signingKey)
        #expect(key.prefix.wholeMatch(of: /[A-Z2-7]{8}/) != nil)
        #expect(key.text == signingKey.secret(of: key.prefix) && key.digest == sha256(key.text))
        #expect(try NewKey(.aws, signingKey: signingKey).prefix != key.prefix)
        #expect(throws: OperationsError.self) { try NewKey(.aws, signingKey: nil) }
    }
}
