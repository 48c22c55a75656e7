import Incident
import IncidentDesk
import JSON
import NativeProviders
import Operations
import PageDesk
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
            // Both forms that can be refused so have a field in which one insists.
            case .notYet: fields["insist"] = Self.sentence(error.detail)
            case .noPerson, .otherVersion, .unknownWord, .invalid, .keyReused:
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
        case let error as PageDeskError:
            guard error.code != .notFound else { return nil }
            whole = Self.sentence(error.detail)
        case let error as NativeError:
            guard error.code != .notFound else { return nil }
            whole = Self.sentence(error.detail)
        case let error as LetterDeskError:
            guard error.code != .notFound else { return nil }
            if let place = error.place {
                fields[Self.field(place)] = Self.sentence(error.detail)
            } else {
                whole = Self.sentence(error.detail)
            }
        case let error as OperationsError: whole = Self.sentence(error.sentence)
        default: return nil
        }
    }

    /// The first name in a JSON Pointer.
    private static func field(_ pointer: String) -> String {
        pointer.split(separator: "/").first.map(String.init) ?? ""
    }

    /// The refusal of a desk for people at a form: without the commands of a terminal, and with how one insists here.
    static func sentence(_ text: String) -> String {
        var text = text.replacing(/\ \(`[^)]*\)/, with: "").replacing(/[;,] `muster [^`]*`[^;]*/, with: "")
        for (theirs, ours) in [
            ("or insist and say why", "or say here why it is done all the same"),
            ("first, or insist", "first, or choose here to leave all the same"),
        ] { text = text.replacing(theirs, with: ours) }
        text = text.prefix(1).uppercased() + text.dropFirst()
        return text.hasSuffix(".") || text.hasSuffix("?") ? text : "\(text)."
    }

    /// What no field of the form shows.
    func rest(besides names: [String]) -> String? {
        let others = fields.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
        let all = [whole].compactMap(\.self) + others
        return all.isEmpty ? nil : all.joined(separator: " ")
    }
}
