import ArgumentParser
import JSON
import SignInDesk
import Testing

@testable import Muster

/// What people say about those in an incident, and what the API is asked.
@Suite struct PeopleArgumentTests {
    private func parse<Command: ParsableCommand>(_ words: String..., as type: Command.Type) throws -> Command {
        try #require(try MusterCommand.parseAsRoot(words) as? Command)
    }

    private let last: JSON = [
        "conditions": "Cards are refused", "actions": "We ask the bank", "needs": "Somebody at the bank",
        "audience": "everybody", "last": .null,
    ]

    @Test func aReportSaysWhatTheLastOneSaidUnlessToldOtherwise() throws {
        let command = try parse(
            "incident", "report-status", "INC-1", "--conditions", "It is over", "--needs", "",
            as: IncidentReportStatusCommand.self)
        #expect(
            command.body(after: last) == [
                "conditions": "It is over", "actions": "We ask the bank", "needs": "", "audience": "everybody",
            ])
        let other = try parse(
            "incident", "report-status", "INC-1", "--actions", "x", "--audience", "participants", "--author", "Ana",
            as: IncidentReportStatusCommand.self)
        #expect(other.body(after: last)["audience"] == "participants" && other.body(after: last)["author"] == "Ana")
    }

    @Test func aRoleIsGrantedUntilATimeAndForAReason() throws {
        let grant = try parse(
            "people", "grant", "a@example.org", "operator", "--until", "8h", "--reason", "on duty",
            as: PeopleGrantCommand.self)
        #expect(grant.role == .operator && grant.until == "8h")
        for words in [
            ["people", "grant", "a@example.org", "king", "--until", "8h", "--reason", "r"],
            ["people", "grant", "a@example.org", "operator", "--reason", "r"],
            ["people", "grant", "a@example.org", "operator", "--until", "8h"],
            ["people", "grant", "nobody", "operator", "--until", "8h", "--reason", "r"],
            ["people", "grant", "a@example.org", "operator", "--until", "soon", "--reason", "r"],
            ["dead-letters", "replay", "--all", "--first", "0"],
            ["dead-letters", "replay", "--resume", "--first", "1"],
            ["dead-letters", "discard", "--all", "--reason", ""],
        ] {
            #expect(throws: (any Error).self, "\(words)") { try MusterCommand.parseAsRoot(words) }
        }
    }

    @Test func onlyWhatIsSaidChanges() throws {
        let command = try parse(
            "incident", "update", "inc-7", "--severity", "SEV1", "--visibility", "restricted",
            as: IncidentUpdateCommand.self)
        #expect(command.name.text == "INC-7")
        #expect(command.changes == ["severity": "SEV1", "visibility": "restricted"])
    }

    @Test(arguments: [
        ["incident", "update", "INC-1"], ["incident", "role", "INC-1", "scribe"],
        ["incident", "subscribe", "INC-1", "--end"], ["incident", "question", "INC-1", "--mandatory"],
        ["incident", "question", "INC-1", "x", "--source", "y"],
        ["incident", "invite", "INC-1", "a@example.org", "--role", "scribe"],
    ])
    func whatIsIncompleteIsRefused(words: [String]) {
        #expect(throws: (any Error).self) { try MusterCommand.parseAsRoot(words) }
    }

    @Test func whoWasWhatIsAListing() {
        let page: JSON = [
            "items": [
                [
                    "email": "ada@example.org", "name": "Ada", "team": "Payments", "role": "incident_commander",
                    "since": "2026-03-01T10:00:00.000Z", "until": .null,
                ]
            ]
        ]
        #expect(
            IncidentRoleCommand.history(page)
                == """
                ROLE                SINCE                     UNTIL  EMAIL            NAME  TEAM
                incident commander  2026-03-01T10:00:00.000Z  now    ada@example.org  Ada   Payments
                """)
    }

    @Test func whatIsToBeFoundOutIsAListing() {
        let question: JSON = [
            "id": "1", "text": "Which systems?", "mandatory": true, "answer": "db-1", "answered_by": "Ada",
        ]
        let text = QuestionText.table([question, ["id": "2", "text": "Why?", "mandatory": false]], empty: "")
        #expect(
            text == """
                QUESTION  MANDATORY  TEXT            BY   ANSWER
                1         yes        Which systems?  Ada  db-1
                2         no         Why?            –    –
                """)
    }

    @Test func aReportIsReadBelowItself() {
        let text = ReportText.one(["at": "T", "author": "Ada", "conditions": "a\nb", "actions": "", "needs": "c"])
        #expect(text == "at          T\nauthor      Ada\nconditions  a\n            b\nneeds       c")
    }
}
