/// Why an operation ended without having done its work: a sentence for the person who asked for it.
public struct OperationsError: Error, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
