/// Why an operation ended without having done its work: a sentence for the person who asked for it.
public struct OperationsError: Error, CustomStringConvertible {
    /// What is the matter.
    public let sentence: String
    /// Which command helps; `nil` when none does. A page says that in its own way.
    public let advice: String?

    init(_ sentence: String, advice: String? = nil) {
        self.sentence = sentence
        self.advice = advice
    }

    /// Both.
    public var description: String { [sentence, advice].compactMap(\.self).joined(separator: " ") }
}
