import Foundation
import JSON

/// A file of alerts as their sender writes them.
enum AlertFile {
    /// - Parameter path: `-` for standard input.
    static func read(_ path: String) throws -> JSON {
        let bytes = Array(try ArgumentFile.data(path))
        do {
            return try JSON.parse(bytes)
        } catch {
            throw CommandFailure("\(ArgumentFile.name(path)): \(error).")
        }
    }
}
