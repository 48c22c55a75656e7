import JSON

/// A definite path that selects nothing, in the words of the service's messages.
public struct JSONPathMiss: Error, Hashable, Sendable {
    /// `No results for path: $['a']`, or where an earlier name is missing `Missing property in path $['a']`.
    public let reason: String

    /// Goes along the path until it ends.
    init(_ segments: [JSONPathSegment], of start: JSONPathRoot, normalized: String, in root: JSON) {
        var current = root
        var walked = start.text
        for (index, segment) in segments.enumerated() {
            let here = walked
            walked += segment.normalized
            if let next = segment.singular(in: current) {
                current = next
                continue
            }
            switch (segment, current) {
            case (.name, .object) where index < segments.count - 1:
                reason = "Missing property in path \(walked)"
                return
            case (.name, .object): break
            case (.name, _):
                reason =
                    "Expected to find an object with property \(segment.normalized) in path \(here)"
                    + " but found \(current.kind)."
                return
            case (_, .array): break
            case (_, .null):
                reason = "The path \(here) is null"
                return
            default:
                reason = "Filter: \(segment.normalized) can only be applied to arrays. Current context is: \(current)"
                return
            }
            break
        }
        reason = "No results for path: \(normalized)"
    }
}

extension JSONPathMiss: CustomStringConvertible {
    /// The reason.
    public var description: String { reason }
}
