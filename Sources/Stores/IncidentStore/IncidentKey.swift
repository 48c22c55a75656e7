import FoundationEssentials
import Incident

/// What a statement finds an incident by.
enum IncidentKey: Sendable, Hashable {
    case id(UUID)
    case name(IncidentName)

    var id: UUID? {
        if case .id(let id) = self { id } else { nil }
    }

    var number: Int64? {
        if case .name(let name) = self { name.number } else { nil }
    }
}
