/// A schedule names a zone that the zone data does not have.
public struct UnknownZone: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name as the schedule has it.
    public let name: String

    /// What is wrong, and what to do.
    public var description: String {
        "there is no time zone \"\(name)\"; use a name of the IANA database such as Europe/Berlin"
    }
}
