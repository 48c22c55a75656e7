import Encodings

/// Whom an event names.
public struct CalendarPerson: Sendable, Hashable {
    /// A mail address; `nil` when the calendar gives none.
    public var email: String?
    /// What they are called; `nil` when it does not say.
    public var name: String?

    /// An ATTENDEE or ORGANIZER: `mailto:`, or the parameter EMAIL that calendars add where the value is an address of
    /// their own.
    init(_ line: ContentLine) {
        let isMail = line.value.lowercased().hasPrefix("mailto:")
        let address = isMail ? String(line.value.dropFirst(7)) : line.parameter("EMAIL")
        email = address.flatMap { PercentCoding.decode($0) ?? $0 }.flatMap { $0.isEmpty ? nil : $0 }
        name = line.parameter("CN").flatMap { $0.isEmpty ? nil : $0 }
    }
}
