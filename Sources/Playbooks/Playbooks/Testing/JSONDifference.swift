import JSON

/// Where two values differ, in sentences.
enum JSONDifference {
    /// - Parameter isSubset: Whether objects may have more members than expected.
    static func differences(expected: JSON, actual: JSON?, isSubset: Bool, at place: String) -> [String] {
        var result: [String] = []
        compare(expected, actual, isSubset, place, &result)
        // Who sees ten differences looks at the values themselves.
        return result.count > 10 ? result.prefix(10) + ["… and \(result.count - 10) more differences."] : result
    }

    private static func compare(
        _ expected: JSON, _ actual: JSON?, _ isSubset: Bool, _ place: String, _ result: inout [String]
    ) {
        guard let actual else {
            result.append("\(place) should be \(short(expected)), but is missing.")
            return
        }
        switch (expected, actual) {
        case (.object(let one), .object(let two)):
            for (key, value) in one { compare(value, two[key], isSubset, "\(place)/\(key)", &result) }
            guard !isSubset else { return }
            for (key, value) in two where one[key] == nil {
                result.append("\(place)/\(key) should be missing, but is \(short(value)).")
            }
        case (.array(let one), .array(let two)) where one.count == two.count:
            for index in one.indices { compare(one[index], two[index], isSubset, "\(place)/\(index)", &result) }
        default:
            if expected != actual { result.append("\(place) should be \(short(expected)), but is \(short(actual)).") }
        }
    }

    private static func short(_ json: JSON) -> String {
        let text = json.text()
        return text.count > 200 ? text.prefix(200) + "…" : text
    }
}
