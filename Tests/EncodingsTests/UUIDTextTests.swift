import Encodings
import FoundationEssentials
import Testing

struct UUIDTextTests {
    @Test(arguments: [
        "01890a5d-ac96-774b-bcce-b302099a8057", "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff", "12345678-9abc-def0-1234-56789abcdef0",
    ])
    func readsAndWritesWhatFoundationDoes(_ text: String) throws {
        let uuid = try #require(UUIDText.uuid(from: text))
        #expect(uuid == UUID(uuidString: text))
        #expect(UUIDText.uuid(from: text.uppercased()) == uuid)
        #expect(UUIDText.string(from: uuid) == text)
    }

    @Test func writesRandomOnesAsFoundationDoes() {
        for _ in 0..<200 {
            let uuid = UUID()
            #expect(UUIDText.string(from: uuid) == uuid.uuidString.lowercased())
            #expect(UUIDText.uuid(from: uuid.uuidString) == uuid)
        }
    }

    @Test(arguments: [
        "", "01890a5d", "01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a80577",
        "01890a5dac96-774b-bcce-b302099a80577-", "01890a5d-ac96-774b-bcce-b302099a805g",
        "{1890a5d-ac96-774b-bcce-b302099a805}", "01890a5d-ac96-774b-bcce- b302099a805",
        "ä1890a5d-ac96-774b-bcce-b302099a80",
        "-1890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-0xb302099a80",
    ])
    func refusesEverythingElse(_ text: String) {
        #expect(UUIDText.uuid(from: text) == nil)
    }
}
