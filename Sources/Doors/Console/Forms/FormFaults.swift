import IncidentDesk
import JSON
import TaskDesk

/// What is wrong with what a form sent, at its fields.
struct FormFaults: Sendable, Hashable {
    /// What is wrong with all of it, or with no field in particular.
    var whole: String?
    /// What is wrong in a field, by its name.
    var fields: [String: String] = [:]

    init(whole: String?, fields: [String: String] = [:]) {
        self.whole = whole
        self.fields = fields
    }

    /// What an error of the desks says of a form; `nil` for one that no change of the form would mend.
    init?(_ error: any Error) {
        switch error {
        case let error as JSONDecodingError:
            let sentence = "This has to be \(error.expected); there is \(error.found)."
            if let field = error.path.tokens.first {
                fields[field] = sentence
            } else {
                whole = sentence
            }
        case let error as IncidentDeskError:
            switch error.code {
            case .noIncident, .notFound, .notCounted: return nil
            case .noPerson, .otherVersion, .unknownWord, .notYet, .invalid, .keyReused:
                for fault in error.faults { fields[Self.field(fault.place)] = Self.sentence(fault.detail) }
                if error.faults.isEmpty { whole = Self.sentence(error.detail) }
            }
        case let error as TaskDeskError:
            guard error.code != .notFound else { return nil }
            if let place = error.place {
                fields[Self.field(place)] = Self.sentence(error.detail)
            } else {
                whole = Self.sentence(error.detail)
            }
        default: return nil
        }
    }

    /// The first name in a JSON Pointer.
    private static func field(_ pointer: String) -> String {
        pointer.split(separator: "/").first.map(String.init) ?? ""
    }

    private static func sentence(_ text: String) -> String {
        let text = text.prefix(1).uppercased() + text.dropFirst()
        return text.hasSuffix(".") || text.hasSuffix("?") ? text : "\(text)."
    }

    /// What no field of the form shows.
    func rest(besides names: [String]) -> String? {
        let others = fields.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
        let all = [whole].compactMap(\.self) + others
        return all.isEmpty ? nil : all.joined(separator: " ")
    }
}
