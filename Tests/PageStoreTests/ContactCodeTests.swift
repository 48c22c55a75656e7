import FoundationEssentials
import Testing

@testable import PageStore

@Suite struct ContactCodeTests {
    private static let contact = UUID(uuidString: "01933F5E-7D1A-7C3B-9F00-0123456789AB")
    private static let key = [UInt8](repeating: 7, count: 32)

    /// The first eight bytes of HMAC-SHA-256("muster contact code 1\n" || id || 00000001) as Python's hmac has them, modulo 10^8.
    @Test func isWhatPythonMakesOfIt() throws {
        #expect(ContactCode.text(of: try #require(Self.contact), generation: 1, key: Self.key) == "19105422")
    }

    @Test func isGoodForOneContactOneCountAndOneKey() throws {
        let (contact, other) = (try #require(Self.contact), UUID())
        let code = ContactCode.text(of: contact, generation: 3, key: Self.key)
        let keys = [[UInt8](repeating: 8, count: 32), Self.key]
        #expect(ContactCode.isRight(code, of: contact, generation: 3, keys: keys))
        #expect(!ContactCode.isRight(code, of: contact, generation: 4, keys: keys))
        #expect(!ContactCode.isRight(code, of: other, generation: 3, keys: keys))
        #expect(!ContactCode.isRight(code, of: contact, generation: 3, keys: []))
        #expect(!ContactCode.isRight("", of: contact, generation: 3, keys: keys))
    }
}
