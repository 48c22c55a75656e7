import Encodings
import HTTPKit
import HummingbirdCore
import Incident
import IncidentStore

/// What the address of the list asks for. A word that it does not know asks for nothing.
struct AskedIncidents: Sendable {
    private static let names = ["words", "status", "type", "severity", "people"]
    private let values: [String: String]

    init(_ request: Request) {
        values = Dictionary(
            uniqueKeysWithValues: Self.names.map { name in
                (name, String((request.parameter(name) ?? "").prefix(200)).replacing("+", with: " "))
            })
    }

    subscript(_ name: String) -> String { values[name] ?? "" }

    var isEmpty: Bool { values.allSatisfy(\.value.isEmpty) }

    /// What is looked for.
    /// - Parameter email: who looks; `nil` for a key.
    func filter(for email: String?) -> IncidentFilter {
        var filter = IncidentFilter()
        switch self["status"] {
        case "all": filter.statuses = []
        case let word: filter.statuses = IncidentStatus(rawValue: word).map { [$0] } ?? [.active, .stable]
        }
        if !self["type"].isEmpty { filter.type = self["type"] }
        if !self["severity"].isEmpty { filter.severity = self["severity"] }
        if !self["words"].isEmpty { filter.words = self["words"] }
        if self["people"] == "mine" { filter.participant = email }
        return filter
    }

    /// The same in an address, with an `&` at its end where there is anything.
    var query: String {
        Self.names.filter { !self[$0].isEmpty }.map { "\($0)=\(PercentCoding.encode(self[$0]))&" }.joined()
    }
}
