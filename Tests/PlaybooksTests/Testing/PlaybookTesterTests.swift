import JSON
import Playbooks
import Testing

@Suite struct PlaybookTesterTests {
    private func report(_ playbook: String, _ cases: String) throws -> PlaybookTestReport {
        try PlaybookTester.report(
            on: try Samples.source(playbook), cases: try CaseFile(cases, named: "cases.yaml"))
    }

    private static let leakCases = """
        cases:
          - name: the owner answers
            event: {key: abc}
            steps:
              Find_Owner: {result: {owner: ada}, after: 1.5s}
              Ask_Owner: {result: {answer: "it was me"}, after: 2m}
              Tell: {result: {}}
              Note: {result: {noted: true}}
              Revoke: {result: {revoked: true}}
            expect:
              path: [Find_Owner, Is_Owner_Known, Ask_Owner, Both, Tell, Note, Revoke]
              duration: 2m1.5s
              output_contains: {results: {revoked: true, Revoke: {revoked: true}}, artifacts: {event: {details: {key: abc}}}}
              calls:
                Find_Owner: {key: abc, text: Key ABC}
                Ask_Owner: {target: ada}
                Tell: {text: it was me}
                Revoke: {all: false}
          - name: nobody answers
            event: {key: abc}
            steps:
              Find_Owner: {result: {owner: ada}}
              Ask_Owner: {timeout: true}
              Revoke: {result: {}}
            expect:
              visits: [Revoke]
              avoids: [Both]
              duration: 10m
              output_contains: {errors: {Ask_Owner: {Error: States.Timeout}}}
          - name: a step fails
            event: {key: abc}
            steps:
              Find_Owner: {error: GitHub.Down, cause: no connection}
              _Handle_Task_Failure: {result: {}}
            expect: {status: failed, path: [Find_Owner, _Handle_Task_Failure], calls: {_Handle_Task_Failure: {text: failed}}}
          - name: started by hand
            input: {key: byhand}
            steps:
              Find_Owner: {result: {}}
              Revoke: {result: {}}
            expect: {path: [Find_Owner, Is_Owner_Known, Revoke], calls: {Find_Owner: {key: byhand}}}
        """

    @Test func runsSoclessPlaybooks() throws {
        let report = try report(Samples.leak, Self.leakCases)
        #expect(report.passed, "\(report)")
        #expect(report.results.count == 4)
        #expect(report.neverEntered.isEmpty)
        #expect(report.states.count == 7)
    }

    @Test func runsPlainDefinitions() throws {
        let report = try report(
            Samples.loop,
            """
            cases:
              - name: done at the third look
                steps:
                  Look:
                    - {result: {done: false}}
                    - {error: Busy}
                    - {result: {done: false}, after: 1s}
                    - {result: {done: true}}
                expect:
                  path: [Look, Done, Pause, Look, Done, Pause, Look, Done, Good]
                  duration: 2m3s
                  output: {done: true}
              - name: gives up
                steps: {Look: {error: Busy}}
                expect: {error: GaveUp, cause: no answer, duration: 6s, path: [Look, Give_Up]}
            """)
        #expect(report.passed, "\(report)")
        #expect(report.neverEntered.isEmpty)
    }

    /// What a case expects, and the beginning of what is said when something else comes of it.
    @Test(arguments: [
        ("{status: failed}", "It should have failed, but it succeeded."),
        ("{path: [Look, Done]}", "It should have gone Look → Done, but it went Look → Done → Good."),
        ("{visits: [Pause]}", "It should have entered \"Pause\""),
        ("{avoids: [Good]}", "It should not have entered \"Good\""),
        ("{output: {done: false}}", "output/done should be false, but is true."),
        ("{output: {}}", "output/done should be missing, but is true."),
        ("{output_contains: {x: 1}}", "output/x should be 1, but is missing."),
        ("{error: E, status: succeeded}", "The error should be \"E\", but is none."),
        ("{duration: 1h}", "It should have taken 1h, but it took 0s."),
        ("{visits: [Nope]}", "The case names \"Nope\", and the playbook has no such state."),
    ])
    func saysWhatIsOtherThanExpected(_ expectation: String, _ message: String) throws {
        let report = try report(
            Samples.loop,
            "cases:\n  - name: c\n    steps: {Look: {result: {done: true}}}\n    expect: \(expectation)\n")
        #expect(!report.passed)
        #expect(report.results[0].failures[0].hasPrefix(message), "\(report.results[0].failures)")
    }

    @Test func namesWhatTheCaseDoesNotSay() throws {
        let report = try report(Samples.loop, "cases: [{name: c, expect: {status: failed}}]")
        #expect(report.results[0].failures == ["Nothing says what \"Look\" answers. Add it to the case's steps."])
    }

    @Test func stopsPlaybooksThatDoNotEnd() throws {
        let report = try report(
            #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "C"}], "Default": "A"}, "C": {"Type": "Succeed"}}}"#,
            "cases: [{name: c}]")
        #expect(!report.passed)
    }

    @Test func saysWhereAPlaybookWaitsForEver() throws {
        let playbook =
            #"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:111111111111:activity:a", "End": true}}}"#
        let report = try report(playbook, "cases: [{name: c, steps: {A: {timeout: true}}}]")
        #expect(report.results[0].failures.contains { $0.contains("waits for ever in \"A\"") }, "\(report)")
    }

    @Test func findsStatesThatNoCaseEntered() throws {
        let report = try report(Samples.loop, "cases: [{name: c, steps: {Look: {result: {done: true}}}}]")
        #expect(report.neverEntered == ["Pause", "Give_Up"])
        #expect(report.json["coverage"]?["entered"] == 3)
        #expect(report.description.contains("Never entered: Pause, Give_Up."))
    }

    @Test func writesJUnit() throws {
        let report = try report(
            Samples.loop,
            """
            cases:
              - {name: good, steps: {Look: {result: {done: true}, after: 1.25s}}}
              - {name: "bad <&>", steps: {Look: {result: {done: true}}}, expect: {status: failed}}
            """)
        let lines = report.junit.split(separator: "\n").map(String.init)
        #expect(lines[0] == #"<?xml version="1.0" encoding="UTF-8"?>"#)
        #expect(lines[1] == #"<testsuites tests="2" failures="1" errors="0" skipped="0" time="1.250">"#)
        #expect(
            lines.contains(
                #"    <testcase classname="playbook.json" name="good" file="cases.yaml" line="2" time="1.250"/>"#),
            "\(report.junit)")
        #expect(report.junit.contains(#"name="bad &lt;&amp;&gt;""#))
        #expect(report.junit.contains(#"<failure message="It should have failed, but it succeeded.">"#))
        #expect(report.junit.contains(#"<property name="states.never_entered" value="Pause Give_Up"/>"#))
    }

    @Test(arguments: [
        ("{}", "There are no cases."), ("cases: [{}]", "The case has no name."),
        ("cases: [{name: c, stps: {}}]", "There is no member \"stps\" here."),
        ("cases: [{name: c, steps: {A: {}}}]", "The answer has not exactly one of"),
        ("cases: [{name: c, steps: {A: {result: 1, error: E}}}]", "The answer has not exactly one of"),
        ("cases: [{name: c, start: today}]", "\"start\" is no time."),
        ("cases: [{name: c, steps: {A: {result: 1, after: soon}}}]", "This is no span of time."),
        ("cases: [{name: c, expect: {status: fine}}]", "There is no status \"fine\"."),
        ("cases: [{name: c, input: {}, event: {}}]", "The case has \"input\" and \"event\"."),
    ])
    func refusesCaseFiles(_ text: String, _ message: String) {
        let error = #expect(throws: PlaybookReport.self) { try CaseFile(text, named: "c.yaml") }
        #expect(error?.problems.first?.message.hasPrefix(message) ?? false, "\(String(describing: error))")
        #expect(error?.problems.first?.position != nil || text == "{}")
    }

    @Test func refusesPlaybooksThatCannotBeUsed() throws {
        #expect(throws: PlaybookReport.self) {
            try report(
                Samples.leak.replacing("\"StartAt\": \"Find_Owner\"", with: "\"StartAt\": \"X\""), Self.leakCases)
        }
    }
}
