import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import JSON
import Organisation
import PlaybookStore
import ProviderKit
import StatesLanguage
import WorkStore
import WorkerKit

/// Does the steps that the runner does itself and that call somebody. How a call ended is the step's result: whether it is made
/// again, the playbook says. A runner that died at it leaves the step to another one.
struct PerformStepHandler: EffectHandler {
    let environment: WorkerEnvironment
    let providers: ProviderRegistry
    let turns: ExecutionTurns

    func handle(_ message: Received<PerformStep>, effects: WorkerKit.Effects) async throws -> Completion {
        let database = environment.database
        guard
            let step = try await StepRows.step(message.body.task, of: message.body.execution, in: database),
            step.status == .open
        else { return { _ in } }
        do {
            let input = try JSON.parse(step.input, limits: Execution.storedLimits)
            guard step.kind == .prompt else {
                let output = try await call(step, input)
                return answering(message, .output(output.text()))
            }
            try await ask(step, Prompt(input), effects: effects)
            return { $0.write(StepRows.forgetSecret(of: step.number, step.execution)) }
        } catch let refusal as StepRefusal {
            return answering(message, .failure(refusal.error.error, cause: refusal.error.cause))
        }
    }

    func gaveUp(on message: Received<PerformStep>, because failure: Failure, in work: UnitOfWork) async throws {
        try await answering(message, .failure("NotDelivered", cause: failure.detail))(work)
    }

    private func answering(_ message: Received<PerformStep>, _ answer: StepAnswer) -> Completion {
        let look = Look(
            execution: message.body.execution,
            results: [.init(number: message.body.task, answer: answer, actor: environment.name)],
            cause: message.traceparent)
        return { [turns] work in try await turns.take([look], in: work) }
    }

    private func call(_ step: StepRecord, _ input: JSON) async throws -> JSON {
        let key = "\(UUIDText.string(from: step.execution))/\(step.number)"
        let left = step.until.map { $0.timeIntervalSinceNow }
        return try await HTTPCall(input, key: key, limit: left).answer(by: environment.http)
    }

    private func ask(_ step: StepRecord, _ prompt: Prompt, effects: WorkerKit.Effects) async throws {
        let database = environment.database
        guard let token = try await StepRows.secret(of: step.number, step.execution, in: database),
            let execution = try await ExecutionRows.execution(step.execution, for: .system, in: database)
        else { return }
        let organisation = try await environment.organisation.current()
        var recipients = prompt.recipients
        if recipients.isEmpty, let id = execution.incidentID,
            let commander = try await Incidents.incident(id, for: .system, in: database)?.commander?.email
        {
            recipients = [commander]
        }
        guard !recipients.isEmpty else {
            throw StepRefusal.parameters("Nobody is asked: name mail addresses in to, or start it for an incident.")
        }
        for recipient in recipients {
            let mail = prompt.mail(
                to: recipient, from: organisation.announcements.from, for: step, token: token,
                playbook: execution.playbook, incident: execution.incident)
            let options = try providers.providers(of: .mail, organisation).map { carrier in
                EffectOption(at: carrier) { () throws(ProviderError) in
                    try await carrier.send(mail)
                    return ExternalObject(externalID: mail.messageID)
                }
            }
            _ = try await effects.once(
                "mail/\(recipient.lowercased())",
                key: EffectKey("execution/\(UUIDText.string(from: step.execution))/prompt/\(step.number)"),
                intent: ["message_id": .string(mail.messageID)], by: options)
        }
    }
}
