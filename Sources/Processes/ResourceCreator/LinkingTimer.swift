import Encodings
import FoundationEssentials

/// The timer that links the places that are there, when others take long.
enum LinkingTimer {
    /// How long links wait for places that take long.
    static let delay: Duration = .seconds(30)

    /// Its name, by the incident's id.
    static func key(_ incident: UUID) -> String {
        "link/\(UUIDText.string(from: incident))"
    }
}
