import Encodings
import FoundationEssentials
import Testing

@Suite struct UUIDv7Tests {
    @Test func carriesItsTime() {
        let time = Date(timeIntervalSince1970: 1_767_323_045.123)
        var random = SystemRandomNumberGenerator()
        let id = UUID.v7(at: time, using: &random)
        #expect(id.timeOfV7.map { abs($0.timeIntervalSince(time)) < 0.001 } == true)
    }

    @Test func hasVersionAndVariant() {
        let bytes = UUID.v7().uuid
        #expect(bytes.6 >> 4 == 7)
        #expect(bytes.8 >> 6 == 0b10)
    }

    @Test func laterIdsSortLater() {
        var random = SystemRandomNumberGenerator()
        let early = UUID.v7(at: Date(timeIntervalSince1970: 1_000), using: &random).uuidString
        let late = UUID.v7(at: Date(timeIntervalSince1970: 1_001), using: &random).uuidString
        #expect(early < late)
    }

    @Test func otherVersionsCarryNoTime() {
        #expect(UUID(uuidString: "6ba7b810-9dad-41d1-80b4-00c04fd430c8")?.timeOfV7 == nil)
    }

    /// What messages without an id of their own were called by earlier releases: another one would be handled again.
    @Test func theIDOfADigestStaysTheSame() {
        let digest = (0..<32).map { UInt8($0) + 0xE0 }
        let id = UUID.v7(at: Date(timeIntervalSince1970: 1_767_323_045.123), from: digest)
        #expect(id.uuidString.lowercased() == "019b7ca9-8d03-70e1-a8e9-eaebecedeeef")
    }
}
