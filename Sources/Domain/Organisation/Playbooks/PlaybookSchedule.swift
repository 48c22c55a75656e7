public import JSON
public import OnCall

/// A playbook that starts by the clock.
public struct PlaybookSchedule: Sendable, Hashable, JSONDecodable {
    /// 1 to 40 letters, digits, `-` and `_`, unique among schedules: a part of the names of its executions.
    public var name: String
    /// The playbook's name.
    public var playbook: String
    /// When.
    public var cron: CronLine
    /// IANA name of the zone whose clocks say when.
    public var timezone: String
    /// What it starts with.
    public var input: JSON

    /// A schedule as the program has it; nothing is checked.
    public init(name: String, playbook: String, cron: CronLine, timezone: String = "UTC", input: JSON = [:]) {
        self.name = name
        self.playbook = playbook
        self.cron = cron
        self.timezone = timezone
        self.input = input
    }

    /// Configuration: `name`, `playbook`, `cron` (five fields), `timezone` (IANA, UTC by default) and `input` (JSON of at most
    /// 64 KiB, an empty object by default).
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["name", "playbook", "cron", "timezone", "input"])
        let name = try reader.string("name", length: 1...40)
        guard name.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil else {
            throw try reader.member("name").error(expected: "letters, digits, `-` and `_`", found: "`\(name)`")
        }
        let text = try reader.string("cron", length: 9...200)
        let cron: CronLine
        do throws(CronFault) {
            cron = try CronLine(text)
        } catch {
            throw try reader.member("cron").error(expected: "a cron line", found: "`\(text)`: \(error)")
        }
        let input = reader.value["input"] ?? [:]
        guard input.text().utf8.count <= 65_536 else {
            throw try reader.member("input").error(expected: "at most 64 KiB", found: "more")
        }
        self.init(
            name: name, playbook: try PlaybookTrigger.name(reader.member("playbook")), cron: cron,
            timezone: try reader.optionalString("timezone", length: 1...64) ?? "UTC", input: input)
    }
}

extension ConfigurationSection {
    static let playbookSchedules = list(
        "playbook_schedules", of: "playbook schedule", max: 1000, at: \.playbookSchedules, name: \.name,
        read: PlaybookSchedule.init)
}
