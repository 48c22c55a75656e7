import JSON
import Playbooks
import SoclessDialect
import Testing

@Suite struct PlaybookDefinitionTests {
    @Test func writesMembersInTheirUsualOrder() throws {
        let source = try Samples.source(
            #"""
            {"States": {"A": {"End": true, "Catch": [{"Next": "A", "ErrorEquals": ["E"]}], "Resource": "r", "Odd": 1, "Type": "Task"}},
             "StartAt": "A", "Comment": "c"}
            """#)
        #expect(
            try PlaybookDefinition.text(source) == """
                {
                  "Comment": "c",
                  "StartAt": "A",
                  "States": {
                    "A": {
                      "Type": "Task",
                      "Resource": "r",
                      "Catch": [
                        {
                          "ErrorEquals": [
                            "E"
                          ],
                          "Next": "A"
                        }
                      ],
                      "End": true,
                      "Odd": 1
                    }
                  }
                }

                """)
    }

    @Test func isTheSameWhenItIsWrittenAgain() throws {
        let text = try PlaybookDefinition.text(try Samples.source(Samples.leak))
        #expect(try PlaybookDefinition.text(try Samples.source(text)) == text)
        #expect(text.contains("\"Resource\": \"${{self:custom.vault.Revoke}}\""))
    }

    @Test func answersReferences() throws {
        let functions = ["github", "slack", "jira", "vault", "core"].map { name -> (String, JSON) in
            (
                name,
                ["FindOwner": "f", "Prompt": "p", "Send": "s", "Note": "n", "Revoke": "r", "MergeParallelOutput": "m"]
            )
        }
        let references = SoclessReferenceTable([
            "self": ["custom": .object(JSONObject(functions))], "AWS": ["Region": "eu", "AccountId": "1"],
        ])
        let text = try PlaybookDefinition.text(try Samples.source(Samples.leak), references: references)
        #expect(!text.contains("${"))
    }

    @Test func readsYAMLAsJSON() throws {
        let text = try PlaybookDefinition.text(try Samples.source(Samples.loop, named: "p.yaml"))
        #expect(text.contains("\"Seconds\": 60"))
    }
}
