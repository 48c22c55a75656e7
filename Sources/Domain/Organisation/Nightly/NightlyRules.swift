/// What the nightly batch goes by.
public struct NightlyRules: Sendable, Hashable {
    /// IANA name of the zone whose days are summed up, and whose clocks say when the night's work begins; `nil` for UTC.
    public var timezone: String?
    /// Incident types that no metric, sum or forecast counts; at most 500.
    public var excludedTypes: Set<String> = []
    /// How long what is kept.
    public var retention = RetentionRules()
    /// When and to whom the day before is told each morning; `nil` for never.
    public var digest: DigestRules?

    /// Those of an organisation that says nothing.
    public init() {}

    /// Whether an incident is counted: an exercise is not, nor is what the organisation leaves out.
    public func counts(type: String, drill: Bool) -> Bool { !drill && !excludedTypes.contains(type) }
}
