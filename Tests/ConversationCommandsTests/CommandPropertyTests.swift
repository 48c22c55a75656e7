import ConversationCommands
import Incident
import Testing

/// What holds of every message and every command. The numbers come from one seed.
@Suite struct CommandPropertyTests {
    /// SplitMix64.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }

        mutating func pick<Element>(_ choices: [Element], otherwise: Element) -> Element {
            choices.randomElement(using: &self) ?? otherwise
        }
    }

    private static let scraps =
        [
            "/", "//", "@", "ann", "@ann", "INC-1", " ", "\n", "\r\n", "\t", ":", "source:", "actions:", "-", "!", "#",
            "1", "0",
            "insist", "done", "é", "🔥", "\u{0}", "\u{2028}", "-x:y", "a:b", "99999999999999999999", "stable",
        ] + CommandVerb.allCases.map(\.rawValue)

    @Test func everyMessageIsTalkOrACommandAndNothingCrashes() {
        var chance = Chance(state: 7)
        var (understood, refused) = (0, 0)
        for _ in 0..<20_000 {
            let begin = chance.pick(["/", "/", "", "//"], otherwise: "")
            let message =
                begin
                + (0..<Int.random(in: 0...6, using: &chance)).map { _ in chance.pick(Self.scraps, otherwise: "") }
                .joined(separator: chance.pick(["", " "], otherwise: ""))
            switch ConversationText(message) {
            case .talk(let text):
                // What is kept is what was written, but for the slash that says that it is none.
                #expect(message.hasPrefix("//") ? "/" + text == message : text == message && !message.hasPrefix("/"))
            case .command(let line):
                #expect(message.hasPrefix("/") && !message.hasPrefix("//"))
                do throws(CommandFault) {
                    let command = try CommandParser.parse(line)
                    #expect(command.verb.rawValue == line.word)
                    understood += 1
                } catch {
                    #expect(!error.description.isEmpty)
                    refused += 1
                }
            }
            #expect(Mentions.names(in: message).allSatisfy { !$0.isEmpty && !$0.hasPrefix("@") })
        }
        #expect(understood > 1000 && refused > 1000, "else nothing is proven: \(understood), \(refused)")
    }

    @Test func whatIsWrittenAsItIsSpelledIsThatCommand() throws {
        var chance = Chance(state: 11)
        var verbs: Set<CommandVerb> = []
        for _ in 0..<5000 {
            let command = Self.command(&chance)
            verbs.insert(command.verb)
            guard case .command(let line) = ConversationText(command.spelling) else {
                Issue.record("`\(command.spelling)` is no command")
                continue
            }
            #expect(try CommandParser.parse(line) == command, "\(command.spelling)")
        }
        #expect(verbs.count == CommandVerb.allCases.count)
    }

    /// One letter left out, put in or replaced: the command that is suggested is as near as any.
    @Test func aSlipOfOneLetterNamesACommandThatIsAsNear() throws {
        var chance = Chance(state: 13)
        for verb in CommandVerb.allCases {
            for _ in 0..<50 {
                var word = Array(verb.rawValue)
                let place = Int.random(in: 0..<word.count, using: &chance)
                let letter = chance.pick(Array("abcdefghijklmnopqrstuvwxyz"), otherwise: "x")
                switch Int.random(in: 0..<3, using: &chance) {
                case 0: word.remove(at: place)
                case 1: word.insert(letter, at: place)
                default: word[place] = letter
                }
                let nearest = try #require(CommandHelp.nearest(to: String(word)), "\(String(word))")
                #expect(
                    nearest == verb || Self.isOneSlip(String(word), nearest.rawValue), "\(String(word)): \(nearest)")
            }
        }
    }

    /// Whether a word is another one with one letter left out, put in or replaced, or its beginning.
    private static func isOneSlip(_ word: String, _ other: String) -> Bool {
        if other.hasPrefix(word) { return true }
        let (short, long) = word.count < other.count ? (Array(word), Array(other)) : (Array(other), Array(word))
        if long.count - short.count > 1 { return false }
        if short.count == long.count { return zip(short, long).count(where: { $0 != $1 }) <= 1 }
        return long.indices.contains { place in
            var rest = long
            rest.remove(at: place)
            return rest == short
        }
    }

    // MARK: Commands

    private static func word(_ chance: inout Chance) -> String {
        chance.pick(["ann", "ben", "till", "über", "x2", "refused", "shops"], otherwise: "ann")
    }

    private static func line(_ chance: inout Chance) -> String {
        (0..<Int.random(in: 1...4, using: &chance)).map { _ in word(&chance) }.joined(separator: " ")
    }

    private static func text(_ chance: inout Chance) -> String {
        (0..<Int.random(in: 1...3, using: &chance)).map { _ in line(&chance) }.joined(separator: "\n")
    }

    private static func maybe(_ chance: inout Chance) -> String? {
        Bool.random(using: &chance) ? line(&chance) : nil
    }

    private static func command(_ chance: inout Chance) -> ConversationCommand {
        let flag = Bool.random(using: &chance)
        switch chance.pick(CommandVerb.allCases, otherwise: .help) {
        case .incident: return .open(title: line(&chance), description: flag ? text(&chance) : "")
        case .report:
            if flag { return .showReport }
            return .report(
                conditions: text(&chance), actions: maybe(&chance) ?? "", needs: maybe(&chance) ?? "")
        case .tag: return flag ? .showTags : .tag(add: ["a:\(word(&chance))"], remove: ["b:\(word(&chance))"])
        case .role:
            if flag { return .showRoles }
            let role = chance.pick(ParticipantRole.allCases, otherwise: .observer)
            return .role(role, person: "@\(word(&chance))", note: maybe(&chance))
        case .engage: return .engage(line(&chance).split(separator: " ").map(String.init))
        case .page:
            let actions: [ConversationCommand.PageAction] = [
                .acknowledge, .resolve, .escalate, .snooze(minutes: Int.random(in: 1...1000, using: &chance)),
                .reassign("@\(word(&chance))"),
            ]
            return flag ? .showPages : .page(chance.pick(actions, otherwise: .resolve))
        case .task:
            if flag { return .resolveTask("a1b2c3", note: maybe(&chance)) }
            return .task(line(&chance), people: Bool.random(using: &chance) ? [word(&chance)] : [])
        case .status:
            if flag { return .showStatus }
            return .status(chance.pick(IncidentStatus.allCases, otherwise: .active), insist: maybe(&chance))
        case .severity: return flag ? .showSeverity : .severity(word(&chance))
        case .question: return .ask(line(&chance), isMandatory: flag)
        case .answer:
            return .answer(Int.random(in: 1...99, using: &chance), text: line(&chance), source: maybe(&chance))
        case .timeline: return flag ? .showTimeline : .note(line(&chance))
        case .join: return .join(asObserver: flag)
        case .leave: return .leave(reason: maybe(&chance), insists: flag)
        case .help: return .help(flag ? nil : chance.pick(CommandVerb.allCases, otherwise: .help))
        }
    }
}
