import Synchronization

/// What a lenient reader has passed over: members and words that only a newer writer knows.
///
/// A file that somebody wrote is read strictly, so that a mistake is found where it was made. What a newer release has
/// stored already is read leniently by an older one, which must go on working.
public final class JSONLeniency: Sendable {
    private let notes = Mutex<[JSONDecodingError]>([])

    /// Nothing passed over so far.
    public init() {}

    /// What was passed over so far, in the order of reading.
    public var passedOver: [JSONDecodingError] { notes.withLock { $0 } }

    /// Notes what a strict reader would have refused.
    public func passOver(_ error: JSONDecodingError) {
        notes.withLock { $0.append(error) }
    }
}
