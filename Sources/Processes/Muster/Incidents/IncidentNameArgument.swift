import ArgumentParser
import Incident

/// The name of an incident: `INC-17`.
struct IncidentNameArgument: ExpressibleByArgument, Sendable {
    let text: String

    init?(argument: String) {
        guard let name = IncidentName(argument.uppercased()) else { return nil }
        text = name.description
    }
}
