import Encodings
import FoundationEssentials
import Testing

@testable import PeopleStore

/// A link is good for one person, one incident and a week.
@Suite struct InvolvementLinkTests {
    private let now = Date(timeIntervalSince1970: 1_767_603_600)
    private let key = [UInt8](repeating: 7, count: 32)
    private let other = [UInt8](repeating: 8, count: 32)

    @Test func whatIsSignedIsRead() throws {
        let id = UUID.v7()
        let link = try #require(InvolvementLink(to: id, for: "Ana@example.org", at: now))
        let token = link.token(signedWith: key)
        let read = try #require(InvolvementLink.read(token, keys: [other, key], at: now))
        #expect(read == link && read.incident == id && read.email == "ana@example.org")
        #expect(
            token.utf8.allSatisfy {
                $0 == 0x2D || $0 == 0x5F || Character(Unicode.Scalar($0)).isLetter
                    || Character(Unicode.Scalar($0)).isNumber
            })
    }

    @Test func whatNobodyHasSignedIsNone() throws {
        let link = try #require(InvolvementLink(to: .v7(), for: "ana@example.org", at: now))
        let token = link.token(signedWith: key)
        #expect(InvolvementLink.read(token, keys: [other], at: now) == nil)
        #expect(InvolvementLink.read(token, keys: [key], at: now + InvolvementLink.life) == nil)
        #expect(InvolvementLink.read(token, keys: [key], at: now + InvolvementLink.life - 1) == link)
        for index in stride(from: 0, to: token.count, by: 3) {
            var forged = Array(token)
            forged[index] = forged[index] == "A" ? "B" : "A"
            #expect(InvolvementLink.read(String(forged), keys: [key], at: now) == nil, "\(index)")
        }
        for none in ["", "x", String(token.dropLast()), token + "A", String(repeating: "A", count: 600)] {
            #expect(InvolvementLink.read(none, keys: [key], at: now) == nil, "\(none)")
        }
    }

    @Test func anAddressThatIsTooLongHasNone() {
        #expect(InvolvementLink(to: .v7(), for: String(repeating: "a", count: 255), at: now) == nil)
        #expect(InvolvementLink(to: .v7(), for: "", at: now) == nil)
    }
}
