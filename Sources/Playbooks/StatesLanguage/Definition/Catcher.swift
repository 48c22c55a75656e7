import JSON

/// One entry of `Catch` (specification, "Fallback states").
struct Catcher: Sendable {
    let errorEquals: [String]
    let next: String
    let resultPath: ResultPathField
    /// `Output` of the JSONata query language.
    let output: JSONataTemplate?
    let assign: Template?

    func matches(_ error: String?) -> Bool { errorMatches(errorEquals, error) }
}

extension DefinitionReader {
    private static let catcherFields: Set<String> = ["Comment", "ErrorEquals", "Next", "Assign"]

    mutating func catchers(_ object: DefinitionObject, _ language: QueryLanguage) -> [Catcher] {
        var catchers: [Catcher] = []
        let elements = array(object, "Catch") ?? []
        for (index, element) in elements.enumerated() {
            guard let entry = self.object(element, at: object.pointer("Catch").appending(index)) else { continue }
            refuseUnknown(
                in: entry, besides: Self.catcherFields.union([language == .jsonPath ? "ResultPath" : "Output"]))
            require(["Next"], in: entry)
            isInCatcher = true
            defer { isInCatcher = false }
            catchers.append(
                Catcher(
                    errorEquals: errorEquals(entry, isLast: index == elements.count - 1),
                    next: string(entry, "Next") ?? "", resultPath: resultPath(entry),
                    output: language == .jsonata ? jsonata(entry, "Output") : nil,
                    assign: assign(entry, language)))
        }
        return catchers
    }
}
