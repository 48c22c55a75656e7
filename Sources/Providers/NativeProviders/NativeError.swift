import Encodings

/// Why something of the native providers could not be read or changed.
public struct NativeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, as it stands in the codes of ``ProviderError`` and of the API's problems.
    public enum Code: String, Sendable, Hashable {
        /// There is no object with this id.
        case notFound = "not-found"
        /// The object was archived and is read-only.
        case archived
        /// What was given is larger than may be kept.
        case tooLarge = "too-large"
        /// What was given cannot be kept as it is.
        case invalid
        /// Somebody else changed the object since it was read.
        case stale
        /// Another object has this name.
        case nameTaken = "name-taken"
    }

    /// What went wrong, for programs.
    public var code: Code
    /// A sentence, safe to show.
    public var detail: String

    /// An error with its sentence.
    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// The ``detail``.
    public var description: String { detail }

    static func notFound(_ what: String, _ id: String) -> NativeError {
        // As it is written everywhere else, so that searching finds it.
        let id = UUIDText.uuid(from: id).map(UUIDText.string) ?? String(id.prefix(80))
        return NativeError(.notFound, "There is no \(what) `\(id)`.")
    }
}
