/// What stands between `BEGIN:NAME` and `END:NAME` (section 3.6).
struct CalendarComponent: Sendable, Hashable {
    /// In capitals: `VCALENDAR`, `VEVENT`.
    var name: String
    /// The line of its `BEGIN`.
    var number: Int
    var lines: [ContentLine] = []
    var components: [CalendarComponent] = []

    private static let deepest = 8

    /// The components of a text, one after the other.
    static func read(_ bytes: [UInt8]) throws(CalendarError) -> [CalendarComponent] {
        var open: [CalendarComponent] = []
        var roots: [CalendarComponent] = []
        for line in try ContentLineReader.lines(of: bytes) {
            switch line.name {
            case "BEGIN":
                guard open.count < deepest else {
                    throw line.error("has more than \(deepest) components inside each other")
                }
                open.append(CalendarComponent(name: line.value.uppercased(), number: line.number))
            case "END":
                guard let last = open.popLast(), last.name == line.value.uppercased() else {
                    throw line.error("ends \(line.value.prefix(40)), which is not open")
                }
                if open.isEmpty { roots.append(last) } else { open[open.count - 1].components.append(last) }
            default:
                guard !open.isEmpty else { throw line.error("stands outside of BEGIN:VCALENDAR and END:VCALENDAR") }
                open[open.count - 1].lines.append(line)
            }
        }
        if let last = open.last {
            throw CalendarError("the calendar is cut off: \(last.name) of line \(last.number) does not end")
        }
        return roots
    }

    /// The lines of a name.
    func all(_ name: String) -> [ContentLine] { lines.filter { $0.name == name } }

    /// The one line of a name, which may stand there once.
    func one(_ name: String) throws(CalendarError) -> ContentLine? {
        let found = all(name)
        guard found.count < 2 else { throw found[1].error("says \(name) for the second time") }
        return found.first
    }

    /// The text of the first line of a name.
    func text(_ name: String) -> String? { lines.first { $0.name == name }?.text }
}
