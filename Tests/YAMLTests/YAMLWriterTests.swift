import JSON
import Testing
import YAML

@Suite struct YAMLWriterTests {
    @Test(
        arguments: [
            ["a": ["b": [1, "x y", nil, true, [], [:]], "c": "yes"]],
            ["list": [["k": "v", "l": [["m": "n"]]], "plain", ["deep", ["deeper"]]]],
            ["texts": ["1", "", "a: b", "# no", "two\nlines", "null", "-", "é", "\"quoted\"", " space"]],
            ["odd key: x": 1.5, "true": false],
        ] as [JSON])
    func whatIsWrittenReadsBackTheSame(_ value: JSON) throws {
        #expect(try YAMLDocument(YAMLWriter.text(value), named: "file").root == value)
    }
}
