import JSON

/// Which playbook a route starts for an alert, and with what.
public struct PlaybookTrigger: Sendable, Hashable {
    /// What the playbook's input looks like.
    public enum Shape: String, Sendable, Hashable, CaseIterable {
        /// `alert` and `investigation`.
        case alert
        /// As SOCless starts its playbooks: `artifacts.event`, whose `details` are the labels and the words of the alert.
        case socless
    }

    /// The playbook's name: 1 to 80 of A-Z, a-z, 0-9, - and _.
    public var playbook: String
    /// What its input looks like.
    public var shape: Shape
    /// Names of details (labels, or `title`, `severity`, `source`, `dedup_key`, `url`) whose values tell investigations apart;
    /// each start is an investigation of its own when there are none. At most 20.
    public var deduplicateBy: [String]
    /// The incident that opens when the playbook cannot be started, so that somebody sees the alert.
    public var fallback: IncidentPlan

    /// A trigger as the program has it; nothing is checked.
    public init(
        playbook: String, shape: Shape = .alert, deduplicateBy: [String] = [], fallback: IncidentPlan = IncidentPlan()
    ) {
        self.playbook = playbook
        self.shape = shape
        self.deduplicateBy = deduplicateBy
        self.fallback = fallback
    }

    /// Configuration of a route: `playbook`, a name or `name`, `input` (`alert` or `socless`) and `deduplicate_by`; and
    /// `incident`, for when it cannot be started.
    init(route reader: JSONReader) throws {
        let fallback = try reader.optional("incident").map(IncidentPlan.init) ?? IncidentPlan()
        let member = try reader.member("playbook")
        if member.value.stringValue != nil {
            self.init(playbook: try Self.name(member), fallback: fallback)
            return
        }
        try member.object(allowing: ["name", "input", "deduplicate_by"])
        self.init(
            playbook: try Self.name(member.member("name")),
            shape: try member.optionalEnumeration("input", of: Shape.self) ?? .alert,
            deduplicateBy: try member.optionalStrings("deduplicate_by", max: 20, length: 1...100), fallback: fallback)
    }

    /// Reads the name of a playbook.
    static func name(_ reader: JSONReader) throws -> String {
        let name = try reader.string(length: 1...80)
        guard name.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil else {
            throw reader.error(expected: "a playbook's name: letters, digits, `-` and `_`", found: "`\(name)`")
        }
        return name
    }
}
