import FoundationEssentials
import ICalendar
import Incident
import OnCall

/// Finds the people of the organisation whom events of calendars name.
struct CalendarPeople {
    private let byEmail: [String: String]
    /// Mail addresses by names in small letters, their words apart by one space.
    private let byName: [String: [String]]
    private let longestName: Int

    init(_ people: [Person]) {
        byEmail = Dictionary(people.map { ($0.email.lowercased(), $0.email) }) { first, _ in first }
        byName = Dictionary(grouping: people) { Self.words($0.name).joined(separator: " ") }.mapValues {
            $0.map(\.email)
        }
        longestName = min(8, byName.keys.map { $0.count { $0 == " " } + 1 }.max() ?? 1)
    }

    /// The mail addresses of those who have an event, and what of it names nobody known.
    func find(_ event: CalendarOccurrence, by who: CalendarSource.Who) -> (people: [String], unknown: [String]) {
        switch who {
        case .attendees: find(event.attendees)
        case .organizer: find(event.organizer.map { [$0] } ?? [])
        case .summary: find(inText: event.summary)
        }
    }

    private func find(_ named: [CalendarPerson]) -> (people: [String], unknown: [String]) {
        var people: [String] = []
        var unknown: [String] = []
        for person in named {
            let email = person.email?.lowercased()
            if let known = email.flatMap({ byEmail[$0] }) {
                if !people.contains(known) { people.append(known) }
            } else {
                unknown.append(person.email ?? person.name ?? "somebody without an address")
            }
        }
        return (people, unknown)
    }

    /// Addresses, and names as whole words; of names inside of others the longest counts.
    private func find(inText text: String) -> (people: [String], unknown: [String]) {
        var people: [String] = []
        var unknown: [String] = []
        func add(_ email: String) { if !people.contains(email) { people.append(email) } }
        var rest = text
        for match in text.matches(of: /[^\s<>()\[\],;:"]+@[^\s<>()\[\],;:"]+/) {
            let address = match.output.lowercased()
            if let known = byEmail[address] { add(known) } else { unknown.append(String(match.output)) }
            rest = rest.replacing(match.output, with: " | ")
        }
        let words = Self.words(rest)
        var index = 0
        while index < words.count {
            var length = min(longestName, words.count - index)
            while length > 0 {
                let found = byName[words[index..<index + length].joined(separator: " ")] ?? []
                if found.count == 1 { add(found[0]) }
                if found.count > 1 {
                    unknown.append(
                        "\(words[index..<index + length].joined(separator: " ")), who may be \(found.prefix(5).joined(separator: " or "))"
                    )
                }
                if !found.isEmpty { break }
                length -= 1
            }
            index += max(1, length)
        }
        return (people, unknown)
    }

    /// Words of letters and digits in small letters; what joins them in names (`Anne-Marie`, `O'Neil`) is left out.
    private static func words(_ text: String) -> [String] {
        text.lowercased().filter { !"-'’.".contains($0) }.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
