import Capabilities
import JSON
import Postgres
import WorkStore

/// Why a message could not be handled, and what the runtime should do about it.
public struct Failure: Error, Sendable, Hashable {
    /// What helps.
    public enum Remedy: Sendable, Hashable {
        /// Try again on the retry ladder; the try counts.
        case retry
        /// Try again no earlier than this; the try does not count while the provider keeps asking for patience.
        case retryAfter(Duration)
        /// Nothing: it becomes a dead letter at once.
        case deadLetter
    }

    /// What helps against it.
    public var remedy: Remedy
    /// Short and stable: what dead letters are grouped by.
    public var code: String
    /// A sentence for people, without secrets; cut to 1,000 characters when it travels.
    public var detail: String
    /// Where it happened: the handler, and the step of an effect. Dead letters are grouped by it too.
    public var place: String

    /// Whether somebody outside was asked, and this is the answer; a failure without one may say that nobody was asked at all.
    package var isAnswer = false

    /// Whether the handler got to do what it is for: what is put off before that is no try.
    public var isTry: Bool {
        if case .retryAfter = remedy { isAnswer } else { true }
    }

    /// A failure that a handler tells of. Without a place, the runtime puts the handler's name there.
    public init(_ remedy: Remedy, code: String, detail: String, place: String = "") {
        self.remedy = remedy
        self.code = code
        self.detail = detail
        self.place = place
    }

    /// What an error of a handler means. What nobody knows better is worth another try.
    public init(_ error: any Error, place: String) {
        switch error {
        case let failure as Failure:
            self = failure
            if self.place.isEmpty { self.place = place }
        case let error as ProviderError:
            self.init(Remedy(error.remedy), code: error.code, detail: error.description, place: place)
            isAnswer = true
        case let error as JSONDecodingError:
            self.init(.deadLetter, code: "undecodable", detail: error.description, place: place)
        case let error as PostgresError:
            self.init(error, place: place)
        default:
            self.init(.retry, code: "unexpected", detail: "\(error)", place: place)
        }
    }

    private init(_ error: PostgresError, place: String) {
        switch error.trouble {
        case .tooOld:
            self.init(
                .deadLetter, code: "too-old-to-deduplicate",
                detail: "the message is older than the inbox remembers; replay it under a new id", place: place)
        case .refusal:
            self.init(.deadLetter, code: Self.code(of: error), detail: error.description, place: place)
        case .outage, .conflict, .other:
            self.init(.retry, code: Self.code(of: error), detail: error.description, place: place)
        }
    }

    private static func code(of error: PostgresError) -> String {
        error.sqlState.map { "sql-\($0)" } ?? "database"
    }

    /// The rows are older than the message that is about them: it comes again in a second, without counting as a try.
    /// - Parameter detail: what is older than what.
    public static func tooEarly(_ detail: String = "the rows are older than the event") -> Failure {
        Failure(.retryAfter(.seconds(1)), code: "too-early", detail: detail)
    }
}

extension Failure.Remedy {
    init(_ remedy: ProviderError.Remedy) {
        switch remedy {
        case .retry: self = .retry
        case .retryAfter(let wait): self = .retryAfter(wait)
        case .giveUp: self = .deadLetter
        }
    }
}
