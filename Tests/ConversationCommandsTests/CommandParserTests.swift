import ConversationCommands
import Incident
import Testing

@Suite struct CommandParserTests {
    private func parse(_ message: String) throws -> ConversationCommand {
        guard case .command(let line) = ConversationText(message) else {
            Issue.record("`\(message)` is no command")
            return .help(nil)
        }
        return try CommandParser.parse(line)
    }

    @Test(
        arguments: [
            (
                "/incident Payments are refused\nSince noon\n\nin all shops",
                .open(title: "Payments are refused", description: "Since noon\n\nin all shops")
            ),
            ("/INCIDENT  a   b ", .open(title: "a b", description: "")),
            ("/report", .showReport),
            ("/report All is down", .report(conditions: "All is down", actions: "", needs: "")),
            (
                "/report All is down\nActions: restarting\nboth nodes\nneeds:\na DBA",
                .report(conditions: "All is down", actions: "restarting\nboth nodes", needs: "a DBA")
            ),
            ("/tag", .showTags), ("/tag service:till -cause:load", .tag(add: ["service:till"], remove: ["cause:load"])),
            ("/role", .showRoles), ("/role commander @ann", .role(.incidentCommander, person: "@ann", note: nil)),
            ("/role @ann scribe I go to bed", .role(.scribe, person: "@ann", note: "I go to bed")),
            ("/role incident-commander ann", .role(.incidentCommander, person: "ann", note: nil)),
            ("/engage @ann database", .engage(["@ann", "database"])),
            ("/page", .showPages), ("/page ack", .page(.acknowledge)), ("/page resolve", .page(.resolve)),
            ("/page escalate", .page(.escalate)), ("/page snooze 30m", .page(.snooze(minutes: 30))),
            ("/page @ann", .page(.reassign("@ann"))),
            ("/task", .showTasks), ("/task @ann @ben look  at it", .task("look at it", people: ["ann", "ben"])),
            ("/task ask @ann", .task("ask @ann", people: [])),
            ("/task done A1B2C3 it was a disk", .resolveTask("a1b2c3", note: "it was a disk")),
            ("/status", .showStatus), ("/status Stable", .status(.stable, insist: nil)),
            ("/status closed insist nobody knows", .status(.closed, insist: "nobody knows")),
            ("/severity", .showSeverity), ("/severity SEV1", .severity("SEV1")),
            ("/question", .showQuestions), ("/question Who?", .ask("Who?", isMandatory: false)),
            ("/question ! Who?", .ask("Who?", isMandatory: true)),
            ("/answer 2 A mole\nSource: the camera", .answer(2, text: "A mole", source: "the camera")),
            ("/answer #1 it was: us", .answer(1, text: "it was: us", source: nil)),
            ("/timeline", .showTimeline), ("/timeline The lights\nwent out", .note("The lights went out")),
            ("/join", .join(asObserver: false)), ("/join observer", .join(asObserver: true)),
            ("/leave", .leave(reason: nil, insists: false)),
            ("/leave insist tired", .leave(reason: "tired", insists: true)),
            ("/leave tired", .leave(reason: "tired", insists: false)),
            ("/help", .help(nil)), ("/help /status", .help(.status)),
        ] as [(String, ConversationCommand)])
    func isRead(_ message: String, _ command: ConversationCommand) throws {
        #expect(try parse(message) == command)
    }

    @Test(arguments: [
        "/", "/incident", "/incident \n", "/report actions: x", "/role commander", "/role king @ann", "/engage",
        "/page ack now", "/page snooze", "/page snooze 0", "/page snooze 99999999999999999999", "/task @ann",
        "/task done", "/status down", "/status stable please", "/status stable insist", "/question !", "/answer",
        "/answer x y", "/answer 1", "/answer 0 x", "/join boss", "/help nothing", "/etc/passwd is full",
    ])
    func isRefusedWithWhatToWriteInstead(_ message: String) {
        let fault = #expect(throws: CommandFault.self) { try parse(message) }
        #expect(fault?.description.contains("/") == true, "\(message): \(fault?.description ?? "")")
    }

    @Test func anUnknownCommandNamesTheNearest() {
        for (word, nearest) in [
            ("stauts", "status"), ("sev", "severity"), ("incidnt", "incident"), ("tasks", "task"), ("halp", "help"),
            ("engge", "engage"),
        ] {
            let fault = #expect(throws: CommandFault.self) { try parse("/\(word)") }
            #expect(fault?.description.contains("did you mean /\(nearest)?") == true, "\(word)")
        }
        let fault = #expect(throws: CommandFault.self) { try parse("/xylophone") }
        #expect(fault?.description.contains("/help") == true)
    }

    @Test func theIncidentThatIsNamedFirstIsTheOneMeant() throws {
        guard case .command(let line) = ConversationText("/status inc-17 stable") else { return }
        let named = try #require(line.named)
        #expect(named.incident == IncidentName(number: 17))
        #expect(try CommandParser.parse(named.line) == .status(.stable, insist: nil))
        #expect(CommandLine(word: "status", rest: "stable").named == nil)
    }

    @Test func helpNamesEveryCommand() throws {
        let all = CommandHelp.text(nil)
        for verb in CommandVerb.allCases {
            #expect(all.contains("/\(verb.rawValue)"))
            #expect(!verb.usage.isEmpty && verb.usage.allSatisfy { $0.form.hasPrefix("/\(verb.rawValue)") })
            #expect(try parse("/help \(verb.rawValue)") == .help(verb))
            #expect(all.contains(CommandHelp.text(verb)))
        }
    }

    @Test func mentionsAreWordsThatBeginWithAt() {
        let text = "@ann, ask @ben.miller (or @carl@example.org). Not dan@example.org, @@, @@eve, @ or a@b; @ann. @zoë!"
        #expect(Mentions.names(in: text) == ["ann", "ben.miller", "carl@example.org", "zoë"])
        #expect(Mentions.names(in: (0..<200).map { "@p\($0)" }.joined(separator: " ")).count == Mentions.limit)
    }
}
