public import Escalation
import Incident
public import JSON

extension EscalationPolicy: JSONDecodable, JSONEncodable {
    /// Configuration: `name`, `steps` (1 to 20), `repeat` (0 to 20, or `until_acknowledged`; default 0),
    /// `acknowledgement_expires` (a duration; never by default), `last_resort` (1 to 20 mail addresses).
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["name", "steps", "repeat", "acknowledgement_expires", "last_resort", "command"])
        // One more than a file may have: an escalation may be reassigned to somebody who comes first.
        let steps = try reader.array("steps", max: 21).map(EscalationStep.init)
        guard !steps.isEmpty else {
            throw try reader.member("steps").error(expected: "at least one step", found: "none")
        }
        guard try reader.optional("last_resort") != nil else {
            throw reader.error(
                expected: "`last_resort`, the mail addresses of those who are paged when nobody else is found",
                found: "none")
        }
        let lastResort = try reader.strings("last_resort", max: 20, length: 3...254)
        guard !lastResort.isEmpty else {
            throw try reader.member("last_resort").error(expected: "at least one mail address", found: "none")
        }
        self.init(
            name: try reader.string("name", length: 1...100), steps: steps,
            repeats: try Self.repeats(reader.optional("repeat")),
            acknowledgementExpires: try reader.optional("acknowledgement_expires")?.duration(in: Self.expiry),
            lastResort: lastResort,
            passesCommand: try reader.optionalEnumeration("command", of: CommandWord.self, unknown: .stays) == .passes)
    }

    /// What becomes of the command when somebody else than the commander answers.
    private enum CommandWord: String, CaseIterable {
        case stays, passes
    }

    private static let expiry: ClosedRange<Duration> = .seconds(60) ... .seconds(7 * 86_400)

    private static func repeats(_ reader: JSONReader?) throws -> Int? {
        guard let reader else { return 0 }
        if reader.value.stringValue == "until_acknowledged" { return nil }
        guard let count = try? reader.int(in: 0...20) else {
            throw reader.error(expected: "a whole number from 0 to 20, or `until_acknowledged`")
        }
        return count
    }

    /// As ``init(_:)`` reads it.
    public var json: JSON {
        [
            "name": .string(name), "steps": .array(steps.map(\.json)),
            "repeat": repeats.map { JSON.int($0) } ?? "until_acknowledged",
            "acknowledgement_expires": .optional(acknowledgementExpires?.configurationText),
            "last_resort": .array(lastResort.map { .string($0) }),
            "command": .string((passesCommand ? CommandWord.passes : .stays).rawValue),
        ]
    }
}

extension EscalationStep: JSONDecodable, JSONEncodable {
    /// Configuration: `targets` (1 to 20), `strategy` (`all`, the default, or `round_robin`), `wait` (a second to a week;
    /// default `5m`), `during` or `outside` (the name of hours; always by default).
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["targets", "strategy", "wait", "during", "outside"])
        let targets = try reader.array("targets", max: 20).map(EscalationTarget.init)
        guard !targets.isEmpty else {
            throw try reader.member("targets").error(expected: "at least one target", found: "none")
        }
        self.init(
            targets: targets,
            strategy: try reader.optionalEnumeration("strategy", of: Strategy.self, unknown: .all) ?? .all,
            wait: try reader.optional("wait")?.duration(in: .seconds(1) ... .seconds(7 * 86_400)) ?? Self.standardWait,
            condition: try Self.condition(reader))
    }

    private static func condition(_ reader: JSONReader) throws -> HoursCondition? {
        let during = try reader.optionalString("during", length: 1...100)
        let outside = try reader.optionalString("outside", length: 1...100)
        guard during == nil || outside == nil else {
            throw try reader.member("outside").error(expected: "`during` or `outside`, one of them", found: "both")
        }
        return during.map(HoursCondition.during) ?? outside.map(HoursCondition.outside)
    }

    /// As ``init(_:)`` reads it.
    public var json: JSON {
        var object: JSONObject = [
            "targets": .array(targets.map(\.json)), "strategy": .string(strategy.rawValue),
            "wait": .string(wait.configurationText),
        ]
        switch condition {
        case .during(let name): object["during"] = .string(name)
        case .outside(let name): object["outside"] = .string(name)
        case nil: break
        }
        return .object(object)
    }
}

extension EscalationTarget: JSONDecodable, JSONEncodable {
    /// Configuration: a mail address, the name of a schedule or rota, `{ team: NAME }`, `{ service: NAME }` or
    /// `{ role: ROLE }`.
    public init(_ reader: JSONReader) throws {
        if let text = reader.value.stringValue {
            let name = try reader.string(length: 1...254)
            self = Person.isAddress(text) ? .person(name) : .schedule(name)
            return
        }
        try reader.object(only: "team", "service", "role")
        if let service = try reader.optionalString("service", length: 1...100) {
            self = .service(service)
        } else if let role = try reader.optional("role") {
            self = .role(try role.enumeration(of: ParticipantRole.self))
        } else {
            self = .team(try reader.string("team", length: 1...200))
        }
    }

    /// As ``init(_:)`` reads it.
    public var json: JSON {
        switch self {
        case .person(let name), .schedule(let name): .string(name)
        case .team(let name): ["team": .string(name)]
        case .service(let name): ["service": .string(name)]
        case .role(let role): ["role": .string(role.rawValue)]
        }
    }
}
