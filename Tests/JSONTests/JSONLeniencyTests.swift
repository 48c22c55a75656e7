import JSON
import Testing

@Suite struct JSONLeniencyTests {
    private enum Colour: String, CaseIterable { case red, green }

    private let value: JSON = ["list": [["a": 1], ["b": 2]], "colour": "blue"]

    @Test func aStrictReaderRefusesWhatIsUnknown() {
        let reader = JSONReader(value)
        #expect(reader.leniency == nil)
        #expect(throws: JSONDecodingError.self) { try reader.object(allowing: "list") }
        #expect(throws: JSONDecodingError.self) {
            try reader.optionalEnumeration("colour", of: Colour.self, unknown: .red)
        }
        #expect(throws: JSONDecodingError.self) { try reader.entries("list", max: 2) { try $0.int("a", in: 0...9) } }
    }

    @Test func aLenientReaderGoesOnAndSaysWhatItPassedOver() throws {
        let leniency = JSONLeniency()
        let reader = JSONReader(value, leniency: leniency)
        try reader.object(allowing: "list")
        #expect(try reader.optionalEnumeration("colour", of: Colour.self, unknown: .red) == .red)
        #expect(try reader.entries("list", max: 2) { try $0.int("a", in: 0...9) } == [1])
        #expect(leniency.passedOver.map { "\($0.path)" } == ["", "/colour", "/list/1/a"])
    }

    @Test func whatIsBelowALenientReaderIsLenientToo() throws {
        let leniency = JSONLeniency()
        let list = try JSONReader(value, leniency: leniency).array("list", max: 2)
        try list[1].object(allowing: "a")
        #expect(leniency.passedOver.map { "\($0.path)" } == ["/list/1"])
    }

    @Test func conditionsAreReadWhole() {
        #expect(throws: JSONDecodingError.self) {
            try JSONReader(value, leniency: JSONLeniency()).object(only: "list")
        }
    }

    @Test func whatIsNoObjectAtAllIsRefused() {
        #expect(throws: JSONDecodingError.self) {
            try JSONReader([1], leniency: JSONLeniency()).object(allowing: "list")
        }
    }
}
