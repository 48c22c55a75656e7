import Playbooks
import Testing

@Suite struct PlaybookGraphTests {
    @Test func writesMermaid() throws {
        let graph = PlaybookGraph(try Samples.source(Samples.loop, named: "loop.yaml"))
        #expect(
            graph.mermaid == """
                ---
                title: "loop.yaml"
                ---
                flowchart TD
                  n0((" "))
                  n1["Look<br/>look"]
                  n2{"Done"}
                  n3{{"Pause<br/>1m"}}
                  n4(["Good"]):::end
                  n5(["Give_Up<br/>GaveUp"]):::fail
                  n0 --> n1
                  n1 --> n2
                  n1 -.->|"on States.ALL"| n5
                  n2 -->|"done = true"| n4
                  n2 -->|"otherwise"| n3
                  n3 --> n1
                  classDef end stroke-width:3px
                  classDef fail fill:#fde8e8,stroke:#b42318
                  classDef person fill:#fff4d6,stroke:#a15c00

                """)
    }

    @Test func nestsBranches() throws {
        let graph = PlaybookGraph(try Samples.source(Samples.leak))
        #expect(graph.title == "KeyLeak")
        #expect(graph.mermaid.contains("subgraph n4 [\"Both\"]"))
        #expect(graph.mermaid.contains("n4b1n1[\"Note<br/>Note\"]:::end"))
        #expect(graph.mermaid.contains("Task Failure Handler"))
        #expect(graph.svg.contains(">Ask_Owner</text>"))
        #expect(graph.svg.contains(">Task · Note</text>"))
    }

    @Test func escapesNames() throws {
        let graph = PlaybookGraph(
            try Samples.source(
                #"{"StartAt": "a<b>&\"", "States": {"a<b>&\"": {"Type": "Task", "Resource": "r", "Next": "a<b>&\""}}}"#)
        )
        #expect(graph.svg.contains("a&lt;b&gt;&amp;&quot;"))
        #expect(!graph.svg.contains("<b>"))
        #expect(graph.mermaid.contains("a#lt;b#gt;&#quot;"))
    }

    @Test(arguments: [
        (#"{"Variable": "$.a", "StringEquals": "x", "Next": "B"}"#, #"a = "x""#),
        (#"{"Variable": "$.a", "NumericGreaterThanEquals": 3, "Next": "B"}"#, "a ≥ 3"),
        (#"{"Variable": "$.a", "NumericLessThanPath": "$.b", "Next": "B"}"#, "a < b"),
        (#"{"Variable": "$.a", "IsPresent": false, "Next": "B"}"#, "a is not there"),
        (#"{"Not": {"Variable": "$.a", "IsNull": true}, "Next": "B"}"#, "not (a is null)"),
        (
            #"{"Or": [{"Variable": "$.a", "BooleanEquals": true}, {"Variable": "$.b", "StringMatches": "x*"}], "Next": "B"}"#,
            #"a = true or b ~ "x*""#
        ),
        (#"{"Condition": "{% $states.input.x > 1 %}", "Next": "B"}"#, "$states.input.x > 1"),
    ])
    func describesConditions(_ choice: String, _ expected: String) throws {
        let graph = PlaybookGraph(
            try Samples.source(
                #"{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [\#(choice)]}, "B": {"Type": "Succeed"}}}"#
            ))
        let escaped = expected.replacing("\"", with: "&quot;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        #expect(graph.svg.contains(">\(escaped)</text>"), "\(graph.mermaid)")
    }

    @Test func drawsPlaybooksThatAreWrong() throws {
        for text in [
            "{}", #"{"States": 5}"#, #"{"States": {"A": 1, "B": {"Type": 3, "Next": "Nowhere", "Choices": {}}}}"#,
            #"{"StartAt": "A", "States": {"A": {"Type": "Parallel", "Branches": [{}, 1], "Next": "A"}}}"#,
        ] {
            let graph = PlaybookGraph(try Samples.source(text))
            #expect(graph.svg.hasSuffix("</svg>\n"))
            #expect(graph.mermaid.contains("flowchart TD"))
        }
    }
}
