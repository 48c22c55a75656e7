import JSON
import Testing

@Suite struct JSONSerializerTests {
    @Test func writesForMachines() {
        let json: JSON = ["b": [1, 2.5, [:], []], "a": ["x": nil, "y": true], "s": "é😀/"]
        #expect(json.text() == #"{"b":[1,2.5,{},[]],"a":{"x":null,"y":true},"s":"é😀/"}"#)
        #expect(json.bytes() == Array(json.text().utf8))
    }

    @Test func writesForPeople() {
        let json: JSON = ["b": [1, ["c": 2]], "a": [], "o": [:]]
        #expect(
            json.text(.pretty) == """
                {
                  "b": [
                    1,
                    {
                      "c": 2
                    }
                  ],
                  "a": [],
                  "o": {}
                }
                """)
    }

    @Test func writesEqualValuesAlike() throws {
        let one = try JSON.parse(#"{"b":1.0,"a":{"z":1e2,"y":[10]}}"#)
        let other = try JSON.parse(#"{"a":{"y":[1e1],"z":100},"b":1}"#)
        #expect(one.text(.canonical) == #"{"a":{"y":[10],"z":100},"b":1}"#)
        #expect(other.bytes(.canonical) == one.bytes(.canonical))
    }

    @Test func sortsKeysByUTF16() {
        // RFC 8785 section 3.2.3: the surrogates of U+1F600 come before U+FB33.
        let json: JSON = ["\u{FB33}": 1, "\u{1F600}": 2, "€": 3, "\r": 4, "1": 5]
        #expect(json.text(.canonical) == "{\"\\r\":4,\"1\":5,\"€\":3,\"\u{1F600}\":2,\"\u{FB33}\":1}")
    }

    @Test func escapesWhatMustBe() {
        let json: JSON = "\"\\/\u{08}\u{0C}\n\r\t\u{0}\u{1F}\u{7F}é\u{2028}"
        #expect(json.text() == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7F}é\u{2028}\"")
    }

    @Test func staysInsideAScriptElement() {
        let json: JSON = ["</script>": "<!-- & \u{2028}\u{2029}€"]
        #expect(
            JSONSerializer(escapesForHTML: true).string(json)
                == #"{"\u003c/script\u003e":"\u003c!-- \u0026 \u2028\u2029€"}"#)
    }
}
