import FoundationEssentials
import HTTPKit
import Incident
import IncidentStore
import JSON

/// A request that was let in, as the operations read it. Members that they do not know they pass over, as AWS does.
struct AmazonCall: Sendable {
    /// Bytes of a request at most.
    static let bodyLimit = 2 << 20
    /// An input has 256 KiB; a definition, with its quotes escaped, somewhat more than 1 MiB.
    static let limits = JSONLimits(depth: 32, bytes: bodyLimit, values: 20_000)

    let input: JSONObject
    let principal: Principal
    /// The region that the caller signs for, in which ARNs stand.
    let region: String
    let trace: String?
    /// What makes the request the same one when a client sends it again, since its answer did not come: the id that
    /// clients of AWS give to a call, and not to a try; `nil` when they give none.
    var repetition: Idempotency?

    /// Whoever sees restricted incidents sees their executions.
    var viewer: Viewer { principal.viewer }
    var actor: String { principal.name }

    /// A text that must be there.
    /// - Parameter limit: characters at most.
    func text(_ member: String, limit: Int) throws(AWSError) -> String {
        guard let text = try optionalText(member, limit: limit) else { throw .constraint(member, "not be null") }
        guard !text.isEmpty else { throw .constraint(member, "have length greater than or equal to 1") }
        return text
    }

    func optionalText(_ member: String, limit: Int) throws(AWSError) -> String? {
        switch input[member] {
        case nil, .null?: return nil
        case .string(let text)?:
            guard text.utf8.count <= limit else {
                throw .constraint(member, "have length less than or equal to \(limit)")
            }
            guard !text.contains("\0") else { throw .constraint(member, "hold no U+0000") }
            return text
        default: throw AWSError("SerializationException", "'\(member)' must be a string")
        }
    }

    func flag(_ member: String, default value: Bool = false) throws(AWSError) -> Bool {
        switch input[member] {
        case nil, .null?: return value
        case .bool(let flag)?: return flag
        default: throw AWSError("SerializationException", "'\(member)' must be a boolean")
        }
    }

    func number(_ member: String, in range: ClosedRange<Int>) throws(AWSError) -> Int? {
        switch input[member] {
        case nil, .null?: return nil
        case .some(let value):
            guard let number = value.intValue else {
                throw AWSError("SerializationException", "'\(member)' must be an integer")
            }
            guard range.contains(number) else {
                throw .constraint(
                    member, "have value between \(range.lowerBound) and \(range.upperBound)")
            }
            return number
        }
    }

    /// A word of a list.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ member: String, of type: Word.Type) throws(AWSError)
        -> Word?
    {
        guard let text = try optionalText(member, limit: 256) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw .constraint(
                member, "satisfy enum value set: [\(Word.allCases.map(\.rawValue).joined(separator: ", "))]")
        }
        return word
    }

    /// Items of a page: `maxResults`, of which 0 stands for the default.
    func pageSize() throws(AWSError) -> Int {
        let wanted = try number("maxResults", in: 0...1000) ?? 0
        return wanted == 0 ? 100 : wanted
    }

    /// The ARN of a state machine, of one of its versions or of an alias.
    func machine(_ member: String = "stateMachineArn") throws(AWSError) -> AmazonName {
        try AmazonName(text(member, limit: 256), of: .stateMachine) { .noMachine($0) }
    }

    /// The ARN of an execution.
    func execution(_ member: String = "executionArn") throws(AWSError) -> AmazonName {
        try AmazonName(text(member, limit: 256), of: .execution) { .noExecution($0) }
    }

    /// The ARN of a state machine, with a version or an alias.
    func arn(_ machine: String, _ rest: String? = nil) -> JSON {
        .string(AmazonName(.stateMachine, machine, rest, in: region).description)
    }
}

extension Date {
    /// Seconds since 1970 to the millisecond, as AWS's JSON protocol has times.
    var epochSeconds: JSON { .double((timeIntervalSince1970 * 1000).rounded() / 1000) }
}
