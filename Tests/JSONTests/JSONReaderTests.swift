import FoundationEssentials
import JSON
import Testing

@Suite struct JSONReaderTests {
    private enum Colour: String, CaseIterable { case red, green }

    private struct Point: JSONDecodable, Equatable {
        var x: Int
        var y: Int?

        init(x: Int, y: Int?) {
            self.x = x
            self.y = y
        }

        init(_ reader: JSONReader) throws {
            try reader.object(allowing: "x", "y")
            x = try reader.int("x", in: 0...10)
            y = try reader.optionalInt("y", in: 0...10)
        }
    }

    private let reader = JSONReader([
        "title": "héé", "n": 5, "f": 1.5, "yes": true, "none": nil, "colour": "green",
        "at": "2026-01-02T03:04:05Z", "id": "018f3c2e-7d1a-7c3b-9f00-0123456789ab",
        "points": [["x": 1], ["x": 2, "y": 3]], "tags": ["a", "b"], "inner": ["x": 1],
    ])

    /// The description of the error that the body throws.
    private func fault(_ body: () throws -> Void) throws -> String {
        try #require(throws: JSONDecodingError.self, performing: body).description
    }

    @Test func readsWhatIsThere() throws {
        #expect(try reader.string("title", length: 3...3) == "héé")
        #expect(try reader.int("n", in: 5...5) == 5)
        #expect(try reader.double("f", in: 0...2) == 1.5)
        #expect(try reader.bool("yes"))
        #expect(try reader.enumeration("colour", of: Colour.self) == .green)
        #expect(try reader.timestamp("at") == Date(timeIntervalSince1970: 1_767_323_045))
        #expect(try reader.uuid("id").uuidString == "018F3C2E-7D1A-7C3B-9F00-0123456789AB")
        #expect(try reader.strings("tags", max: 2, length: 1...1) == ["a", "b"])
        #expect(try reader.array("points", of: Point.self, max: 2) == [Point(x: 1, y: nil), Point(x: 2, y: 3)])
        #expect(try reader.decode("inner", as: Point.self) == Point(x: 1, y: nil))
        #expect(try reader.object("inner", allowing: ["x"]).int("x", in: 0...1) == 1)
    }

    @Test func takesAbsentAndNullForNothing() throws {
        for key in ["none", "missing"] {
            #expect(try reader.optionalString(key, length: 0...1) == nil)
            #expect(try reader.optionalInt(key, in: 0...1) == nil)
            #expect(try reader.optionalDouble(key, in: 0...1) == nil)
            #expect(try reader.optionalBool(key) == nil)
            #expect(try reader.optionalTimestamp(key) == nil)
            #expect(try reader.optionalUUID(key) == nil)
            #expect(try reader.optionalEnumeration(key, of: Colour.self) == nil)
            #expect(try reader.optionalArray(key, max: 1).isEmpty)
            #expect(try reader.optionalStrings(key, max: 1, length: 0...1) == [])
            #expect(try reader.optionalObject(key, allowing: []) == nil)
            #expect(try reader.optionalDecode(key, as: Point.self) == nil)
        }
        #expect(try reader.optionalInt("n", in: 0...9) == 5)
    }

    @Test func saysWhatIsWrongAndWhere() throws {
        #expect(try fault { _ = try reader.bool("x") } == "/x: expected a value, found nothing")
        #expect(try fault { _ = try reader.bool("n") } == "/n: expected true or false, found a number")
        #expect(
            try fault { _ = try reader.string("title", length: 4...9) }
                == "/title: expected a string of 4 to 9 characters, found 3 characters")
        #expect(
            try fault { _ = try reader.string("title", length: 1...2) }
                == "/title: expected a string of 1 to 2 characters, found 3 characters")
        #expect(
            try fault { _ = try reader.string("none", length: 1...2) }
                == "/none: expected a string of 1 to 2 characters, found null")
        #expect(try fault { _ = try reader.int("n", in: 0...4) } == "/n: expected a whole number from 0 to 4, found 5")
        #expect(
            try fault { _ = try reader.int("f", in: 0...4) } == "/f: expected a whole number from 0 to 4, found 1.5")
        #expect(try fault { _ = try reader.array("points", max: 1) } == "/points: expected at most 1 elements, found 2")
        #expect(
            try fault { _ = try reader.enumeration("title", of: Colour.self) }
                == "/title: expected one of red, green, found \"héé\"")
        #expect(
            try fault { _ = try reader.optionalEnumeration("title", of: Colour.self) }
                == "/title: expected one of red, green, found \"héé\"")
        #expect(
            try fault { _ = try reader.enumeration("n", of: Colour.self) }
                == "/n: expected one of red, green, found a number")
        #expect(
            try fault { _ = try reader.timestamp("title") }
                == "/title: expected an RFC 3339 timestamp such as 2006-01-02T15:04:05Z, found \"héé\"")
        #expect(try fault { _ = try reader.uuid("title") } == "/title: expected a UUID, found \"héé\"")
        #expect(
            try fault { _ = try JSONReader(["a": 1, "b": 2]).object(allowing: "a") }
                == "the value: expected only a, found also \"b\"")
        #expect(try fault { _ = try JSONReader([1]).bool("a") } == "the value: expected an object, found an array")
    }

    @Test func namesTheWholeWayInside() throws {
        let nested = JSONReader(["points": [["x": 1], ["x": 99]]])
        #expect(
            try fault { _ = try nested.array("points", of: Point.self, max: 5) }
                == "/points/1/x: expected a whole number from 0 to 10, found 99")
        let unknown = JSONReader(["a/b": [["x": 1, "z": 0]]])
        #expect(
            try fault { _ = try unknown.array("a/b", of: Point.self, max: 5) }
                == "/a~1b/0: expected only x, y, found also \"z\"")
    }

    @Test func givesAPlaceToErrorsWithoutOne() throws {
        struct Odd: JSONDecodable {
            struct Refusal: Error, CustomStringConvertible { let description = "an odd one" }
            init(_ reader: JSONReader) throws { throw Refusal() }
        }
        #expect(
            try fault { _ = try reader.decode("inner", as: Odd.self) }
                == "/inner: expected a valid value, found an odd one")
    }
}
