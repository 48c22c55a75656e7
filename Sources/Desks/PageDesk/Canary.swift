import Contracts
import Encodings
import FoundationEssentials
import PageStore
public import WorkStore

/// Pages of nobody, which show that pages come through.
public struct Canary: Sendable {
    private let committer: Committer

    /// - Parameter committer: writes them.
    public init(committer: Committer) {
        self.committer = committer
    }

    /// Sends one, unless another instance did so less than 50 seconds ago.
    /// - Returns: whether it did.
    /// - Throws: `PostgresError`.
    public func send(by actor: String) async throws -> Bool {
        let id = UUID.v7()
        return try await committer.commit { work in
            guard try await Trials.insertCanary(id, by: actor, in: work) else { return false }
            work.announce(TrialRequested(trial: id), about: Subject(name: "canary", id: nil, cause: nil))
            return true
        }
    }
}
