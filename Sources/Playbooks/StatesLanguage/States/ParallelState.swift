import JSON

/// Executes branches beside each other (specification, "Parallel State").
struct ParallelState: Sendable {
    /// The groups of the branches.
    let branches: [Int]
}

extension DefinitionReader {
    mutating func parallelState(_ object: DefinitionObject) -> ParallelState? {
        require(["Branches"], in: object)
        guard let elements = elements(object, "Branches") else { return nil }
        var branches: [Int] = []
        for (index, element) in elements.enumerated() {
            let pointer = object.pointer("Branches").appending(index)
            guard let branch = self.object(element, at: pointer) else { continue }
            refuseUnknown(in: branch, besides: ["Comment", "StartAt", "States"])
            branches.append(group(branch))
        }
        return ParallelState(branches: branches)
    }
}
