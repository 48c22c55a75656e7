public import JSON

/// A path of names and indexes that says where a value goes: what `ResultPath` and the like take.
public struct ReferencePath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case name(String)
        case index(Int)
    }

    let steps: [Step]

    init?(_ segments: [JSONPathSegment]) {
        var steps: [Step] = []
        for segment in segments {
            switch segment {
            case .name(let name): steps.append(.name(name))
            case .index(let index) where index >= 0: steps.append(.index(index))
            default: return nil
            }
        }
        self.steps = steps
    }

    /// Whether it is the root alone, so that setting replaces everything.
    public var isRoot: Bool { steps.isEmpty }

    /// The root with the value at this place; names that are missing on the way become objects.
    ///
    /// - Throws: ``ReferencePathError`` where the path meets neither an object nor the element of an array.
    public func set(_ value: JSON, in root: JSON) throws(ReferencePathError) -> JSON {
        var root = root
        try Self.set(value, in: &root, steps[...])
        return root
    }

    private static func set(
        _ value: JSON, in place: inout JSON, _ steps: ArraySlice<Step>
    ) throws(ReferencePathError) {
        guard let step = steps.first else {
            place = value
            return
        }
        switch (step, place) {
        case (.name(let name), .object(var object)):
            place = .null
            var child = object[name] ?? .object(JSONObject())
            try set(value, in: &child, steps.dropFirst())
            object[name] = child
            place = .object(object)
        case (.index(let index), .array(var elements)) where index < elements.count:
            place = .null
            var child = elements[index]
            elements[index] = .null
            try set(value, in: &child, steps.dropFirst())
            elements[index] = child
            place = .array(elements)
        default:
            throw ReferencePathError(step: step, place: place)
        }
    }
}

/// A reference path that cannot be applied to a value.
public struct ReferencePathError: Error, Hashable, Sendable {
    /// The name or index at which it ends.
    public let step: String
    /// What stands there instead of an object or array.
    public let found: JSON

    init(step: ReferencePath.Step, place: JSON) {
        switch step {
        case .name(let name): self.step = name
        case .index(let index): self.step = "\(index)"
        }
        found = place
    }
}

extension ReferencePathError: CustomStringConvertible {
    /// The fault in a sentence, with the value that it met.
    public var description: String { "Unable to apply step \"\(step)\" to input \(found)" }
}
