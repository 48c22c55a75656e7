import Encodings
import FoundationEssentials
import HTTPKit
import HummingbirdCore
import LetterStore
import Operations

/// What the address of the list of letters asks for. A word that it does not know asks for nothing.
struct AskedLetters: Sendable {
    private static let names = ["words", "state", "worker", "group"]
    private let values: [String: String]

    init(_ request: Request?) {
        values = Dictionary(
            uniqueKeysWithValues: Self.names.map { name in
                (
                    name,
                    String((request?.parameter(name) ?? "").prefix(LetterFilter.wordLimit)).replacing("+", with: " ")
                )
            })
    }

    subscript(_ name: String) -> String { values[name] ?? "" }

    /// The group alone, when nothing else is asked for but what waits.
    var wholeGroup: String? {
        guard !self["group"].isEmpty, self["words"].isEmpty, self["worker"].isEmpty else { return nil }
        return self["group"]
    }

    var filter: LetterFilter {
        var filter = LetterFilter()
        func said(_ name: String) -> String? { self[name].isEmpty ? nil : self[name] }
        filter.words = said("words")
        filter.worker = said("worker")
        filter.group = said("group")
        filter.state = DeadLetterState(rawValue: self["state"])
        return filter
    }

    /// The same in an address, with an `&` at its end where there is anything.
    var query: String {
        Self.names.filter { !self[$0].isEmpty }.map { "\($0)=\(PercentCoding.encode(self[$0]))&" }.joined()
    }
}
