import JSON

/// `TimestampEquals` and its kin: instants, whatever their offsets; text that is no timestamp compares to nothing.
enum TimestampComparison {
    static func holds(_ left: JSON, _ relation: ChoiceRelation, _ right: JSON) -> Bool {
        guard let left = left.stringValue.flatMap({ Timestamp($0) }),
            let right = right.stringValue.flatMap({ Timestamp($0) })
        else { return false }
        return relation.holds(left, right)
    }
}
