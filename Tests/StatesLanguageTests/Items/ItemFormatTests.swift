import JSON
import StatesLanguage
import Testing

@Suite struct ItemFormatTests {
    private func inputs(_ text: String, _ config: JSON, maxItems: Int? = nil) throws -> [JSON] {
        try ItemFormat(config: config).items(in: Array(text.utf8), maxItems: maxItems).map(\.input)
    }

    @Test("Arrays and objects, at the root or where a pointer says")
    func json() throws {
        #expect(try inputs("[1, {\"a\": 2}]", [:]) == [1, ["a": 2]])
        #expect(
            try inputs(#"{"d": {"items": [1, 2, 3]}}"#, ["InputType": "JSON", "ItemsPointer": "/d/items"], maxItems: 2)
                == [1, 2])
        #expect(try inputs(#"{"a": 1}"#, ["InputType": "JSON"]) == [["Key": "a", "Value": 1]])
    }

    @Test("A value a line; empty lines count for nothing")
    func lines() throws {
        #expect(try inputs("{\"a\": 1}\r\n\n[2]\n", ["InputType": "JSONL"]) == [["a": 1], [2]])
    }

    @Test(
        "Records of text fields, by the rules of the developer guide",
        arguments: [
            ("a,b\n1,2\n", "COMMA", #"[{"a": "1", "b": "2"}]"#),
            ("\u{FEFF}a;b\r\n1;\"x;y\n\"\"z\"\"\"\r\n", "SEMICOLON", #"[{"a": "1", "b": "x;y\n\"z\""}]"#),
            ("a|b\n1\n\n2|3|4", "PIPE", #"[{"a": "1", "b": ""}, {"a": "2", "b": "3"}]"#),
            ("a,b\nC:\\\\x,1\\,2\\n\n", "COMMA", #"[{"a": "C:\\x", "b": "1,2n"}]"#),
            ("a\tb\n1\t2", "TAB", #"[{"a": "1", "b": "2"}]"#), ("a b\n1 2", "SPACE", #"[{"a": "1", "b": "2"}]"#),
        ])
    func csv(_ text: String, _ delimiter: String, _ items: String) throws {
        let config: JSON = ["InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "CSVDelimiter": .string(delimiter)]
        #expect(try JSON.array(inputs(text, config)) == JSON(items))
    }

    @Test("Headers may be given")
    func headers() throws {
        let config: JSON = ["InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["x", "y"]]
        #expect(try inputs("1,2\n3,4", config, maxItems: 1) == [["x": "1", "y": "2"]])
    }

    @Test("An inventory's manifest names files, whose records have its fields")
    func inventory() throws {
        let manifest = try InventoryManifest(
            Array(
                #"""
                {"sourceBucket": "s", "destinationBucket": "arn:aws:s3:::d", "fileFormat": "CSV", "fileSchema": "Bucket, Key, Size",
                 "files": [{"key": "inventory/1.csv.gz", "size": 1, "MD5checksum": "x"}]}
                """#.utf8))
        #expect(manifest.bucket == "arn:aws:s3:::d" && manifest.keys == ["inventory/1.csv.gz"])
        let items = try manifest.items(in: Array("\"s\",\"a b.txt\",\"5\"\n".utf8))
        #expect(items.map(\.input) == [["Bucket": "s", "Key": "a b.txt", "Size": "5"]])
    }

    @Test(
        "What is wrong, and where",
        arguments: [
            ("{", ["InputType": "JSON"], "The data set is not JSON: line 1, column 2"),
            ("1\n{", ["InputType": "JSONL"], "Line 2 of the data set is not JSON"),
            ("5", ["InputType": "JSON"], "Attempting to map over non-iterable node."),
            (
                "{}", ["InputType": "JSON", "ItemsPointer": "/a"],
                "The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure."
            ),
            (
                "a\nb\n\"c", ["InputType": "CSV"],
                "The record in line 3 of the data set has a quote that is never closed."
            ),
            ("", ["InputType": "PARQUET"], "Items of the input type PARQUET cannot be read here."),
        ] as [(String, JSON, String)])
    func faults(_ text: String, _ config: JSON, _ cause: String) {
        let error = #expect(throws: ItemReaderError.self) { try inputs(text, config) }
        #expect(error?.cause.hasPrefix(cause) == true, "\(String(describing: error))")
        #expect(error?.output.error == "States.ItemReaderFailed")
    }
}
