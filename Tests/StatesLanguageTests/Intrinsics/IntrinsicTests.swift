import JSON
import StatesLanguage
import Testing

@Suite struct IntrinsicTests {
    @Test(
        "Results",
        arguments: [
            ("States.Array()", "[]"), ("States.Array(1, 'a', $.o, null)", #"[1, "a", {"k": "v"}, null]"#),
            ("States.ArrayPartition($.n, 2)", "[[1, 2], [3]]"), ("States.ArrayPartition($.n, 9)", "[[1, 2, 3]]"),
            ("States.ArrayContains($.n, 2)", "true"), ("States.ArrayContains($.n, '2')", "false"),
            ("States.ArrayRange(1, 9, 4)", "[1, 5, 9]"), ("States.ArrayRange(3, 1, -1)", "[3, 2, 1]"),
            ("States.ArrayGetItem($.n, 2)", "3"), ("States.ArrayLength($.n)", "3"),
            ("States.ArrayUnique(States.Array(1, 1.0, '1', true, true))", #"[1, "1", true]"#),
            ("States.Base64Encode('héllo')", #""aMOpbGxv""#), ("States.Base64Decode('aMOpbGxv')", #""héllo""#),
            ("States.Hash('abc', 'MD5')", #""900150983cd24fb0d6963f7d28e17f72""#),
            ("States.Hash('abc', 'SHA-1')", #""a9993e364706816aba3e25717850c26c9cd0d89d""#),
            ("States.JsonMerge($.o, States.StringToJson('{\"k\": {\"l\": 1}}'), false)", #"{"k": {"l": 1}}"#),
            ("States.StringToJson('')", "null"), ("States.JsonToString($.o)", #""{\"k\":\"v\"}""#),
            ("States.MathAdd(1.5, -1.5)", "1"), ("States.MathAdd(-3.5, 0.49)", "-3"),
            ("States.MathRandom(4, 5)", "4"), ("States.StringSplit('1,2.3,,4', ',.')", #"["1", "2", "3", "4"]"#),
            (#"States.Format('{} \'{}\' \{\} \\', 1, $.o)"#, #""1 '{k=v}' {} \\""#),
            ("States.Format('{}', States.Format('<{}>', $.n[0]))", #""<1>""#),
            ("States.Format('{}', $$.State.Name)", #""Only""#),
        ])
    func results(_ call: String, _ output: String) throws {
        #expect(try outcome(call).output == JSON(output))
    }

    @Test(
        "Calls that fail",
        arguments: [
            "States.ArrayGetItem($.n, 3)", "States.ArrayPartition($.n, 0)", "States.ArrayRange(0, 9, 0)",
            "States.ArrayRange(0, 5000, 1)", "States.ArrayLength($.o)", "States.Base64Decode('%')",
            "States.Hash('a', 'MD4')", "States.JsonMerge($.o, $.o, true)", "States.JsonMerge($.o, $.n, false)",
            "States.MathAdd('1', 2)", "States.MathRandom(5, 5)", "States.StringSplit($.n, ',')",
            "States.StringToJson('{')", "States.Format('{} {}', 1)", "States.Format('{}', 1, 2)",
        ])
    func failures(_ call: String) throws {
        #expect(try outcome(call).error?.error == "States.IntrinsicFailure")
    }

    @Test(
        "Calls that are none",
        arguments: [
            "States.Nothing()", "States.UUID(1)", "States.Format()", "States.Array(1", "States.Array(1,)",
            "Format('a')",
            #"States.Format('\"')"#, "States.Array('a)", "States.Array(x)", "States.Array() ()", "States.MathAdd(1)",
        ])
    func syntax(_ call: String) throws {
        #expect(throws: DefinitionError.self) { try Playground(machine(call)) }
    }

    @Test("Random values are those of the seed")
    func random() throws {
        let first = try outcome("States.Array(States.UUID(), States.UUID(), States.MathRandom(0, 1000000))")
        let second = try outcome("States.Array(States.UUID(), States.UUID(), States.MathRandom(0, 1000000))")
        #expect(first.output == second.output)
        #expect(first.output?[0] != first.output?[1])
        #expect(first.output?[0]?.stringValue?.count == 36)
        #expect(try outcome("States.MathRandom(0, 1000, 7)").output == outcome("States.MathRandom(0, 1000, 7)").output)
    }

    private func machine(_ call: String) -> String {
        single(
            #"{"Type": "Pass", "Parameters": {"r.$": \#(JSON.string(call).text())}, "OutputPath": "$.r", "End": true}"#)
    }

    private func outcome(_ call: String) throws -> Execution {
        var playground = try Playground(machine(call), ["n": [1, 2, 3], "o": ["k": "v"]])
        return try playground.run().execution
    }
}
