import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes

/// Addresses of the pages for operators.
enum OperationsLinks {
    static let groups = "/operations/dead-letters"
    static let letters = "/operations/letters"
    static let acts = "/operations/letters/acts"

    static func letter(_ id: UUID) -> String { "\(letters)/\(UUIDText.string(from: id))" }
    static func edit(_ id: UUID) -> String { "\(letter(id))/edit" }
    static func replay(_ id: UUID) -> String { "/operations/replays/\(UUIDText.string(from: id))" }
    static func group(_ id: String, state: String? = "waiting") -> String {
        "\(letters)?group=\(PercentCoding.encode(id))" + (state.map { "&state=\($0)" } ?? "")
    }
}

extension Call {
    /// The id in the address.
    /// - Throws: ``Problem`` 404 for what is none.
    func identifier() throws -> UUID {
        guard let id = UUIDText.uuid(from: try segment("id")) else {
            throw Problem(.notFound, "there is nothing at this address")
        }
        return id
    }
}
