import JSON
import Testing

@Suite struct JSONTests {
    private let json: JSON = ["a": [1, ["b": "c"]], "n": nil, "t": true, "d": 1.5]

    @Test func reachesMembersAndElements() {
        #expect(json["a"]?[1]?["b"] == "c")
        #expect(json["a"]?[2] == nil)
        #expect(json["a"]?[-1] == nil)
        #expect(json["x"] == nil)
        #expect(json[0] == nil)
        #expect(json["t"]?["x"] == nil)
        #expect(json["n"]?.isNull == true)
        #expect(json["t"]?.boolValue == true)
        #expect(json["d"]?.doubleValue == 1.5)
        #expect(json["d"]?.intValue == nil)
        #expect(json["a"]?[0]?.intValue == 1)
        #expect(json["a"]?[0]?.stringValue == nil)
        #expect(json["a"]?[1]?["b"]?.stringValue == "c")
        #expect(json["a"]?.arrayValue?.count == 2)
        #expect(json.objectValue?.keys == ["a", "n", "t", "d"])
    }

    @Test func ordersMembersWithoutLookingAtTheOrder() {
        let one: JSON = ["a": 1, "b": [1.0]]
        let other: JSON = ["b": [1], "a": 1]
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(one != ["a": 1])
        #expect(one != ["a": 1, "b": [1], "c": nil])
        #expect(one != ["a": 1, "c": [1]])
        #expect(([1, 2] as JSON) != [2, 1])
    }

    @Test func changesObjectsInPlace() {
        var object: JSONObject = ["a": 1, "b": nil]
        #expect(object.updateValue(2, forKey: "a") == 1)
        object["c"] = 3
        #expect(object.keys == ["a", "b", "c"])
        #expect(object.omittingNulls() == ["a": 2, "c": 3])
        object["a"] = nil
        #expect(object.removeValue(forKey: "b") == .null)
        #expect(object.map(\.key) == ["c"])
        #expect(object.mapValues { _ in "x" } == ["c": "x"])
        #expect(JSONObject([("a", 1), ("b", 2), ("a", 3)]) == ["a": 3, "b": 2])
    }

    @Test func writesWhatThereIsOrNull() {
        #expect(JSON.optional("a") == "a")
        #expect(JSON.optional(nil as Int?) == .null)
        #expect([1, 2].json == [1, 2])
        #expect("\(json)" == #"{"a":[1,{"b":"c"}],"n":null,"t":true,"d":1.5}"#)
    }
}
