import Capabilities
import Contracts
import FoundationEssentials
import Logging
import PageStore
import Postgres
import WorkStore
import WorkerKit

/// Sends a test page, or a code, to one way of somebody, while they wait for it.
struct TrialRequestedHandler: EffectHandler {
    let carrier: PageCarrier
    let heartbeat: Heartbeat

    func handle(_ message: Received<TrialRequested>, effects: Effects) async throws -> Completion {
        let id = message.body.trial
        let begin = Trials.begin(id)
        guard let row = try await effects.query(begin.sql, begin.binds).first else {
            return { work in
                work.write(Trials.ended(id, as: "superseded", because: "nobody waited for it any more"))
            }
        }
        var trial = try TrialRecord(row)
        if trial.kind == .canary { return await heard(trial) }
        if let key = try await PageLink.keys(in: carrier.environment.database).first { trial = trial.complete(key) }
        do {
            let (provider, object) = try await carrier.carry(carrier.message(trial), effects: effects)
            return { work in work.write(Trials.sent(id, by: provider, answer: object.externalID)) }
        } catch let failure as Failure where failure.remedy == .deadLetter {
            return { work in work.write(Trials.ended(id, as: "failed", because: failure.detail)) }
        }
    }

    /// A canary ends outside of Muster, with nobody.
    private func heard(_ trial: TrialRecord) async -> Completion {
        let trouble = await heartbeat.beat(since: trial.made)
        if let trouble {
            carrier.environment.logger.warning(
                "the heartbeat was not heard", metadata: [LoggingKeys.reason: "\(trouble)"])
        }
        return { work in
            work.write(
                trouble.map { Trials.ended(trial.id, as: "failed", because: $0) }
                    ?? Trials.sent(trial.id, by: "heartbeat", answer: "heard"))
        }
    }

    func putOff(
        _ message: Received<TrialRequested>, until time: Date, because failure: Failure, in work: UnitOfWork
    ) async throws {
        work.write(Trials.putOff(message.body.trial, because: failure.detail))
    }

    func gaveUp(on message: Received<TrialRequested>, because failure: Failure, in work: UnitOfWork) async throws {
        work.write(Trials.ended(message.body.trial, as: "failed", because: failure.detail))
    }
}
