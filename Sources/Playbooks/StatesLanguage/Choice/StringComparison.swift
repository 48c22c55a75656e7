import JSON

/// `StringEquals` and its kin: by UTF-16 code units, as the service orders text.
enum StringComparison {
    static func holds(_ left: JSON, _ relation: ChoiceRelation, _ right: JSON) -> Bool {
        guard case .string(let left) = left, case .string(let right) = right else { return false }
        return relation.holds(Units(text: left), Units(text: right))
    }

    /// Text that compares by code units, where Swift's own comparison knows equivalent spellings.
    private struct Units: Comparable {
        let text: String

        static func == (left: Units, right: Units) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

        static func < (left: Units, right: Units) -> Bool {
            left.text.utf16.lexicographicallyPrecedes(right.text.utf16)
        }
    }
}
