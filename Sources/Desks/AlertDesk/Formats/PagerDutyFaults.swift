import JSON

/// Gathers what is wrong with an event of PagerDuty's, in its words.
struct PagerDutyFaults {
    private var faults: [String] = []

    mutating func add(_ fault: String) { faults.append(fault) }

    /// A member that must be there.
    mutating func text(_ name: String, _ value: JSON?) -> String? {
        if let text = value?.said { return text }
        faults.append("'\(name)' is missing or blank")
        return nil
    }

    /// A member that must be a word, in capitals or not.
    mutating func word<Word: RawRepresentable<String>>(
        _ name: String, _ value: JSON?, of type: Word.Type, _ choice: String
    ) -> Word? {
        guard let text = text(name, value) else { return nil }
        if let word = Word(rawValue: text.lowercased()) { return word }
        faults.append("'\(name)' is invalid (must be one of the following: \(choice))")
        return nil
    }

    /// - Throws: ``AlertRefusal`` when there is any.
    func check() throws {
        guard faults.isEmpty else { throw AlertRefusal(faults) }
    }
}
