import AlertDesk
import FoundationEssentials
import HTTPKit
import Testing

@testable import AlertDoors

@Suite struct OpsgenieNameTests {
    private let id = "019b8a2e-5f00-7abc-9def-0123456789ab"

    @Test func namesAreReadByTheirType() throws {
        let uuid = try #require(UUID(uuidString: id))
        #expect(try OpsgenieName.read(id, type: nil) == .id(uuid))
        #expect(try OpsgenieName.read(id, type: "alias") == .key(id))
        #expect(try OpsgenieName.read("mq/1", type: nil) == .key("mq/1"), "what is no id is an alias")
        let tiny = TinyID.text(of: uuid)
        #expect(try OpsgenieName.read(tiny, type: "TINY") == TinyID.ids(tiny).map { .tiny($0) })
        #expect(throws: Problem.self) { try OpsgenieName.read("x", type: "name") }
    }
}
