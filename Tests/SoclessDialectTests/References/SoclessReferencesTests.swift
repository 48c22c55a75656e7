import JSON
import SoclessDialect
import Testing

@Suite struct SoclessReferencesTests {
    private let references = SoclessReferenceTable([
        "self": [
            "provider": ["stage": "dev"],
            "custom": ["dev": ["wait": 5], "list": [1], "name": "n", "core": ["MergeParallelOutput": "m"]],
            "functions.F.name": "literal",
        ],
        "cf": ["stack.Output": "arn"], "ssm": ["/path~true": "secret"], "AWS": ["Region": "eu", "AccountId": "12"],
    ])

    private func compiled(_ value: JSON) throws -> JSON? {
        try SoclessCompiler().compile(
            [
                "Playbook": "P", "StartAt": "A", "Comment": "x",
                "States": ["A": ["Type": "Pass", "Result": ["v": value], "End": true]],
            ], references: references)[pointer: "/States/A/Result/v"]
    }

    @Test(
        arguments: [
            ("${{self:custom.name}}", "n"), ("a ${{self:custom.name}} b", "a n b"), ("${{self:custom.list}}", [1]),
            ("${{self:custom.${{self:provider.stage}}.wait}}", 5), ("w${{self:custom.dev.wait}}", "w5"),
            ("${{self:functions.F.name}}", "literal"), ("${{cf:stack.Output}}", "arn"),
            ("${{ssm:/path~true}}", "secret"), ("arn:${AWS::Region}:${AWS::AccountId}", "arn:eu:12"),
            ("${{self:custom.none, 'fallback'}}", "fallback"), ("${{self:custom.none, self:custom.name}}", "n"),
            ("${{self:custom.none, 7}}", 7), ("${HOME}", "${HOME}"), ("$ {x}", "$ {x}"), ("plain", "plain"),
        ] as [(String, JSON)])
    func answers(_ text: String, _ expected: JSON) throws {
        #expect(try compiled(.string(text)) == expected)
    }

    @Test(arguments: [
        "${{self:custom.none}}", "${{other:x}}", "${{nocolon}}", "${{self:custom.name", "x ${{self:custom.list}}",
        "${{self.custom.jira}}",
    ])
    func refuses(_ text: String) throws {
        let error = #expect(throws: SoclessError.self) { try compiled(.string(text)) }
        let problem = try #require(error?.problems.first)
        #expect(problem.code == .unresolvedReference)
        #expect("\(problem.pointer)" == "/States/A/Result/v")
        #expect(problem.state == "A")
    }

    @Test func leavesReferencesWhereNothingAnswersThem() throws {
        let machine = try SoclessCompiler().compile([
            "Playbook": "P", "StartAt": "A",
            "States": ["A": ["Type": "Task", "Resource": "${{self:custom.x}}", "End": true]],
        ])
        #expect(machine[pointer: "/States/A/Resource"] == "${{self:custom.x}}")
    }

    @Test func endsOnReferencesWithoutEnd() {
        let text = String(repeating: "${{self:", count: 400) + String(repeating: "}}", count: 400)
        #expect(throws: SoclessError.self) { try compiled(.string(text)) }
    }
}
