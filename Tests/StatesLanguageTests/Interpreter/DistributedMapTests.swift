import JSON
import StatesLanguage
import Testing

@Suite struct DistributedMapTests {
    private func map(_ fields: String, _ state: String = #"{"Type": "Pass", "End": true}"#) -> String {
        single(
            #"""
            {"Type": "Map", "End": true, \#(fields) "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED",
              "ExecutionType": "STANDARD"}, "StartAt": "I", "States": {"I": \#(state)}}}
            """#)
    }

    @Test("Each item is an execution of its own; the history tells of the run alone")
    func run() throws {
        var playground = try Playground(map(""), [1, 2, 3])
        #expect(try playground.run().execution.output == [1, 2, 3])
        #expect(
            playground.trace == [
                "ExecutionStarted", "MapStateEntered", "MapStateStarted", "MapRunStarted", "MapRunSucceeded",
                "MapStateSucceeded", "MapStateExited", "ExecutionSucceeded",
            ])
    }

    @Test(
        "Batches share what they are given besides",
        arguments: [
            (
                #""ItemBatcher": {"MaxItemsPerBatch": 2, "BatchInput": {"k.$": "$[0]"}}, "#,
                #"[{"BatchInput": {"k": 1}, "Items": [1, 2]}, {"BatchInput": {"k": 1}, "Items": [3]}]"#
            ),
            (#""ItemBatcher": {"MaxInputBytesPerBatch": 16}, "#, #"[{"Items": [1, 2]}, {"Items": [3]}]"#),
        ])
    func batches(_ fields: String, _ output: String) throws {
        var playground = try Playground(map(fields), [1, 2, 3])
        #expect(try playground.run().execution.output == JSON(output))
    }

    @Test("The members of an object are items, with their keys")
    func object() throws {
        var plain = try Playground(map(#""ItemsPath": "$.o", "#), ["o": ["a": 1, "b": 2]])
        plain.storesEachStep = true
        #expect(try plain.run().execution.output == [["Key": "a", "Value": 1], ["Key": "b", "Value": 2]])
        let state = #"{"Type": "Pass", "Parameters": {"i.$": "$$.Map.Item"}, "OutputPath": "$.i", "End": true}"#
        var keyed = try Playground(
            map(#""ItemsPath": "$.o", "ItemSelector": {"k.$": "$$.Map.Item.Key"}, "#, state), ["o": ["a": 1]])
        keyed.storesEachStep = true
        let item: JSON = ["Index": 0, "Value": 1, "Key": "a", "Source": "STATE_DATA"]
        #expect(try keyed.run().execution.output == [item])
        let inline = map(#""ItemsPath": "$.o", "#).replacing(#""DISTRIBUTED","#, with: #""INLINE""#)
            .replacing(#""ExecutionType": "STANDARD""#, with: "")
        var refused = try Playground(inline, ["o": ["a": 1]])
        #expect(try refused.run().execution.error?.error == "States.Runtime")
    }

    @Test(
        "Results go on in the form that the writer asks for",
        arguments: [
            ("FLATTEN", "[1, 2, {\"a\": 3}]"), ("COMPACT", "[[1, 2], {\"a\": 3}]"), ("NONE", "[[1, 2], {\"a\": 3}]"),
        ])
    func transformation(_ name: String, _ output: String) throws {
        let writer = #""ResultWriter": {"WriterConfig": {"Transformation": "\#(name)", "OutputType": "JSON"}}, "#
        var playground = try Playground(map(writer), [[1, 2], ["a": 3]])
        #expect(try playground.run().execution.output == JSON(output))
    }

    @Test("Items come from a reader, results go to a writer")
    func readerAndWriter() throws {
        var playground = try Playground(
            map(
                #"""
                "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket.$": "$.bucket"},
                  "ReaderConfig": {"InputType": "JSON", "MaxItems": 2}},
                "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "results"}},
                """#), ["bucket": "b"])
        playground.items = [7, 8, 9]
        try playground.run()
        #expect(playground.execution.output?["ResultWriterDetails"] == ["Bucket": "results", "Key": "manifest.json"])
        #expect(playground.execution.output?["MapRunArn"]?.stringValue?.contains(":mapRun:machine/Only:") == true)
        #expect(playground.written?.results == [7, 8])
    }

    @Test(
        "So many failures are tolerated",
        arguments: [
            ("", 1, false), (#""ToleratedFailureCount": 1, "#, 1, true), (#""ToleratedFailureCount": 1, "#, 2, false),
            (#""ToleratedFailurePercentage": 50, "#, 2, true), (#""ToleratedFailurePercentage": 49, "#, 2, false),
            (#""ToleratedFailureCountPath": "$[0].most", "#, 2, true),
        ])
    func tolerance(_ fields: String, _ failures: Int64, _ isTolerated: Bool) throws {
        let state = #"{"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:y", "End": true}"#
        let items: JSON = [["n": 1, "most": 2], ["n": 2], ["n": 3], ["n": 4]]
        var playground = try Playground(map(fields, state), items) { task in
            (task.input["n"]?.int64Value ?? 0) <= failures ? .failure("E", "") : .success(task.input["n"] ?? .null)
        }
        try playground.run()
        #expect((playground.execution.status == .succeeded) == isTolerated)
        if !isTolerated {
            #expect(playground.execution.error?.error == "States.ExceedToleratedFailureThreshold")
            #expect(playground.trace.suffix(3) == ["MapRunFailed", "MapStateFailed", "ExecutionFailed"])
        } else {
            #expect(playground.execution.output?.arrayValue?.count == 4 - Int(failures))
        }
    }
}
