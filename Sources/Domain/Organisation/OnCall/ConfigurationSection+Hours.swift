import JSON
import OnCall

extension ConfigurationSection {
    static let hours = list(
        "hours", of: "hours", max: 1000, at: \.hours, name: \.name, read: Hours.init(configuration:))
}

extension Hours {
    /// Configuration: `name`, `timezone` (IANA), `spans` (1 to 50 of `days`, all by default, `from` and `until`).
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["name", "timezone", "spans"])
        let spans = try reader.array("spans", max: 50).map(DutyHours.init(configuration:))
        guard !spans.isEmpty else {
            throw try reader.member("spans").error(expected: "at least one span", found: "none")
        }
        self.init(
            name: try reader.string("name", length: 1...100), timezone: try reader.string("timezone", length: 1...64),
            spans: spans)
    }
}
